// "Heute bis 16 Uhr geöffnet", worked out from what the page says: no request, nothing stored, nothing guessed.
// Outside the days the public holidays are known for, and where the browser does not know German time, it says nothing.

const DAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
const MONTHS = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
const LOOK_AHEAD = 14;

/** Day ("2026-12-24") and minutes since midnight in Germany, wherever the visitor is. */
function germanTime(now) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Berlin", hourCycle: "h23",
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  });
  const part = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return { day: `${part.year}-${part.month}-${part.day}`, minutes: Number(part.hour) * 60 + Number(part.minute) };
}

/** The day after `count` days; counted in UTC, where every day has 24 hours. */
function dayAfter(day, count) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

function weekday(day) {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function minutes(clock) {
  const [hour, minute] = clock.split(":").map(Number);
  return hour * 60 + minute;
}

/** "9" or "17:30", as the hours beside it are written. */
function spoken(clock) {
  const [hour, minute] = clock.split(":");
  return minute === "00" ? String(Number(hour)) : `${Number(hour)}:${minute}`;
}

/** The spans [opens, closes] of a day; null where the data do not say. */
function spansOf(hours, day) {
  if (day < hours.first || day > hours.last) return null;
  if (hours.holidays.includes(day)) return hours.closedOnHolidays ? [] : null;
  const spans = hours.week[weekday(day)];
  return spans ? spans.split(",").map((span) => span.split("-")) : [];
}

/** " – wieder morgen ab 9 Uhr", or "" where no open day is in sight or it is not known. */
function nextOpening(hours, today) {
  for (let count = 1; count <= LOOK_AHEAD; count++) {
    const day = dayAfter(today, count);
    const spans = spansOf(hours, day);
    if (spans === null) return "";
    if (spans.length) return ` – wieder ${spokenDay(day, count)} ab ${spoken(spans[0][0])} Uhr`;
  }
  return "";
}

function spokenDay(day, count) {
  if (count === 1) return "morgen";
  const name = `am ${DAYS[weekday(day)]}`;
  return count < 7 ? name : `${name}, ${Number(day.slice(8))}. ${MONTHS[Number(day.slice(5, 7)) - 1]},`;
}

/**
 * What to say about today, or "" where nothing is certain.
 * hours: {week: seven strings from Monday, holidays: days, first, last: days, closedOnHolidays}
 */
export function openingToday(hours, now) {
  const { day, minutes: time } = germanTime(now);
  const spans = spansOf(hours, day);
  if (spans === null || hours.week.length !== 7) return "";
  const open = spans.find(([opens, closes]) => minutes(opens) <= time && time < minutes(closes));
  const later = spans.find(([opens]) => time < minutes(opens));
  const again = later ? `ab ${spoken(later[0])} Uhr` : "";
  if (open) return `Heute bis ${spoken(open[1])} Uhr geöffnet${again && `, dann wieder ${again}`}`;
  if (later === spans[0] && later) return `Heute geöffnet ${spans.map(([opens, closes]) => `von ${spoken(opens)} bis ${spoken(closes)} Uhr`).join(" und ")}`;
  if (later) return `Heute wieder ${again} geöffnet`;
  const closed = spans.length ? "Für heute geschlossen" : hours.holidays.includes(day) ? "Heute ist Feiertag, geschlossen" : "Heute geschlossen";
  return closed + nextOpening(hours, day);
}

/** What places of a page have in common: the public holidays, and between which days they are known. */
function calendarOf(root) {
  const { holidays, first, last } = root.querySelector("script[data-holidays]").dataset;
  return { holidays: holidays.split(" "), first, last };
}

/** Writes the sentence into every place for it; an empty one is hidden. */
export function showOpeningToday(root, now) {
  const calendar = calendarOf(root);
  for (const place of root.querySelectorAll(".dk-opening-today")) {
    const { week, closedOnHolidays } = place.dataset;
    const hours = { ...calendar, week: week.split(";"), closedOnHolidays: closedOnHolidays !== undefined };
    const sentence = openingToday(hours, now);
    if (place.textContent !== sentence) place.textContent = sentence;
    place.hidden = !sentence;
  }
}

const show = () => showOpeningToday(document, new Date());
show();
// A page may stay open for days, or wake up on a phone the next morning.
setInterval(show, 60_000);
document.addEventListener("visibilitychange", show);
addEventListener("pageshow", show);
