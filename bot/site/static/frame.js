// The page in an iframe: <iframe src="…/frame/?country=IR,PK&lang=fa" title="On this day"></iframe>
(() => {
  const box = document.createElement("on-this-day");
  for (const name of ["country", "topic", "lang", "theme", "without", "picture"]) {
    const value = new URLSearchParams(location.search).get(name);
    if (value) box.setAttribute(name, value);
  }
  box.setAttribute("height", innerHeight);
  document.body.append(box);
})();
