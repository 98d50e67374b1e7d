// The search of the entries, in the browser: folded as the bot folds, tolerant of a slip.
(() => {
  const form = document.getElementById("search");
  const field = document.getElementById("q");
  const status = document.getElementById("status");
  const found = document.getElementById("found");
  const MOST = 60;
  let loading = null;

  const folding = (table) => {
    const hidden = new RegExp(`[${table.hidden.map((kind) => `\\p{${kind}}`).join("")}${table.unwritten}]`, "gu");
    const zeros = [...table.zeros].map((sign) => sign.codePointAt(0));
    const digit = (sign) => {
      const code = sign.codePointAt(0);
      const zero = zeros.find((start) => code >= start && code < start + 10);
      return zero === undefined ? sign : String(code - zero);
    };
    const same = new RegExp(`[${Object.keys(table.same).join("")}]`, "gu");
    return (text) =>
      text
        .normalize("NFKC")
        .toLowerCase()
        .replace(/\p{Nd}/gu, digit)
        .replace(hidden, "")
        .replace(same, (sign) => table.same[sign])
        .replace(/\p{Cc}/gu, " ")
        .trim()
        .split(/\s+/u)
        .join(" ");
  };
  const words = (text) => text.match(/[\p{L}\p{N}]+/gu) || [];

  const indexed = (data) => {
    const fold = folding(data.fold);
    const entries = data.entries.map(([id, date, title, text, more]) => {
      const head = ` ${words(fold(title)).join(" ")} `;
      return { id, date, title, head, all: `${head}${words(fold(`${date} ${text} ${more}`)).join(" ")} ` };
    });
    const known = new Set();
    for (const entry of entries) for (const word of entry.all.split(" ")) if (word.length > 2) known.add(word);
    return { fold, entries, known: [...known] };
  };

  const starts = (text, word) => text.includes(` ${word}`) || text.includes(` ال${word}`);
  const scored = (entries, groups) => {
    const hits = [];
    for (const entry of entries) {
      let score = 0;
      for (const group of groups) {
        const best = Math.max(
          0,
          ...group.map((word) => (starts(entry.all, word) ? 1 + 2 * starts(entry.head, word) + entry.all.includes(` ${word} `) : 0)),
        );
        if (!best) {
          score = 0;
          break;
        }
        score += best;
      }
      if (score) hits.push([score, entry]);
    }
    return hits.sort((a, b) => b[0] - a[0]).map((hit) => hit[1]);
  };

  // Whether the beginning of a known word is within so many slips of the word (a swap counts one).
  const near = (word, other, most) => {
    const width = other.length;
    let before = [];
    let last = Array.from({ length: width + 1 }, (_, n) => n);
    for (let row = 1; row <= word.length; row += 1) {
      const own = [row];
      let least = row;
      for (let column = 1; column <= width; column += 1) {
        const alike = word[row - 1] === other[column - 1];
        let cost = Math.min(last[column] + 1, own[column - 1] + 1, last[column - 1] + (alike ? 0 : 1));
        if (row > 1 && column > 1 && word[row - 1] === other[column - 2] && word[row - 2] === other[column - 1]) {
          cost = Math.min(cost, before[column - 2] + 1);
        }
        own.push(cost);
        least = Math.min(least, cost);
      }
      if (least > most) return false;
      before = last;
      last = own;
    }
    return Math.min(...last.slice(Math.max(0, word.length - most))) <= most;
  };
  const close = (known, word) => {
    if (word.length < 4 || /\d/.test(word)) return [];
    const most = word.length < 8 ? 1 : 2;
    const alike = (other) => other[0] === word[0] || other[1] === word[1] || other[0] === word[1];
    const found = known.filter((other) => other.length >= word.length - most && alike(other) && near(word, other.slice(0, word.length + most), most));
    const likely = found.filter((other) => other[0] === word[0]);
    return likely.length ? likely : found;
  };

  const search = (index, query) => {
    const asked = words(index.fold(query));
    if (!asked.length) return { hits: [], slips: false };
    const exact = scored(index.entries, asked.map((word) => [word]));
    if (exact.length) return { hits: exact, slips: false };
    const groups = asked.map((word) => {
      const heard = index.entries.some((entry) => starts(entry.all, word));
      return heard ? [word] : close(index.known, word);
    });
    const fair = groups.every((group) => group.length);
    return { hits: fair ? scored(index.entries, groups) : [], slips: true };
  };

  const show = ({ hits, slips }) => {
    const number = new Intl.NumberFormat(document.documentElement.lang === "fa" ? "fa" : document.documentElement.lang === "ar" ? "ar-EG" : "en");
    const template = slips ? form.dataset.close : form.dataset.found;
    status.textContent = !words(field.value).length ? "" : hits.length ? template.replace("{n}", number.format(hits.length)) : form.dataset.none;
    found.replaceChildren(
      ...hits.slice(0, MOST).map((entry) => {
        const line = document.createElement("li");
        const date = line.appendChild(document.createElement("span"));
        date.className = "date";
        date.textContent = entry.date;
        const link = line.appendChild(document.createElement("a"));
        link.href = `${form.dataset.entry}${entry.id}/`;
        link.textContent = entry.title;
        return line;
      }),
    );
  };

  const load = () => {
    loading ||= fetch(form.dataset.index)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then(indexed);
    return loading;
  };
  const go = () =>
    load().then(
      (index) => show(search(index, field.value)),
      () => {
        loading = null;
        status.textContent = form.dataset.failed;
      },
    );
  field.addEventListener("focus", load, { once: true });
  field.addEventListener("input", go);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
    go();
  });
  field.value = new URLSearchParams(location.search).get("q") || "";
  if (field.value) go();
  window.searching = { load, search, folding };
})();
