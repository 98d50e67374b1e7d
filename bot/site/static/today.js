// The reader's own day, by the reader's clock. Without this script the pages show the day of the build.
(() => {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const own = `${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const today = document.getElementById("today");
  if (today) {
    location.replace(`${today.dataset.days}${own}/`);
    return;
  }
  const day = document.getElementById("day");
  if (!day || day.dataset.day.slice(5) === own) return;
  fetch(`${day.dataset.days}${own}/`)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((text) => {
      const page = new DOMParser().parseFromString(text, "text/html");
      const parts = [...page.querySelectorAll("main > .dateline, main > .sheet, main > .others")];
      const head = parts[0].querySelector("h1");
      const link = document.createElement("a");
      link.href = `${day.dataset.days}${own}/`;
      link.textContent = head.textContent;
      const big = document.createElement("p");
      big.className = "big";
      big.append(link);
      head.replaceWith(big);
      day.replaceChildren(...parts.map((part) => document.importNode(part, true)));
    })
    .catch(() => {}); // the day of the build stays, under its own date
})();
