// The texts of the page, in the user's language, and dates and numbers as the user writes them.

/** The catalogues there are, each a file <language>.json. A new language is a new file, named here. */
const LANGUAGES = ['en'];

const language =
  navigator.languages.map((tag) => tag.split('-')[0]).find((tag) => LANGUAGES.includes(tag)) ?? LANGUAGES[0];

/** For dates and numbers, the user's own country as far as it goes with the language of the texts. */
const locale = navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;

const plurals = new Intl.PluralRules(locale);
const timeOnly = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const weekdayTime = new Intl.DateTimeFormat(locale, { weekday: 'long', hour: 'numeric', minute: '2-digit' });
const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const decimal = new Intl.NumberFormat(locale);

let catalogue = {};

/** Loads the texts. Nothing can be shown before. */
export async function loadMessages() {
  const answer = await fetch(`${language}.json`, { credentials: 'same-origin' });
  catalogue = await answer.json();
  document.documentElement.lang = language;
}

/** Whether the catalogue has a text. */
export function has(key) {
  return key in catalogue;
}

/** A text with its {values}; one with plural forms is chosen by `count`. */
export function t(key, values = {}) {
  const entry = catalogue[key] ?? key;
  const text = typeof entry === 'string' ? entry : (entry[plurals.select(values.count)] ?? entry.other);
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name] ?? whole;
    return typeof value === 'number' ? decimal.format(value) : value;
  });
}

/** A text for one of several names, or the name itself where the catalogue does not know it. */
export function named(prefix, name) {
  return has(`${prefix}.${name}`) ? t(`${prefix}.${name}`) : String(name ?? '');
}

/** Moment in local time: as short as it can be understood today. */
export function moment(iso) {
  const then = new Date(iso);
  const days = (startOfDay(then) - startOfDay(new Date())) / 86_400_000;
  if (isToday(iso)) return timeOnly.format(then);
  return Math.abs(days) < 6 ? weekdayTime.format(then) : dateTime.format(then);
}

/** Whether a moment is today, in local time. */
export function isToday(iso) {
  return Math.round((startOfDay(new Date(iso)) - startOfDay(new Date())) / 86_400_000) === 0;
}

/** Moment in local time with its date. */
export function exactly(iso) {
  return dateTime.format(new Date(iso));
}

/** How long ago, or in how long. */
export function ago(iso) {
  const seconds = (new Date(iso) - Date.now()) / 1000;
  for (const [unit, size] of [['day', 86_400], ['hour', 3_600], ['minute', 60]]) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return relative.format(0, 'second');
}

/** A length of time in its largest fitting unit. */
export function duration(seconds) {
  const [unit, size] = seconds >= 5_400 ? ['hour', 3_600] : seconds >= 90 ? ['minute', 60] : ['second', 1];
  return inUnit(Math.max(1, Math.round(seconds / size)), unit);
}

/** Hours, for usage. */
export function hours(seconds) {
  return inUnit(Math.round(seconds / 3_600), 'hour', 'short');
}

/** A size of a drive. */
export function gigabytes(gib) {
  return t('unit.gib', { count: gib });
}

/** A number, with the user's separators. */
export function number(value) {
  return decimal.format(value);
}

/** An amount of money. */
export function money(amount, currency) {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(amount));
}

/** What the cluster says, in English with times in UTC: with its times as local ones. */
export function localTimes(text) {
  return (text ?? '').replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z/g, moment);
}

/** What a refused request is to say. The server's own sentence is more exact, and English. */
export function problemText(problem) {
  if (language === 'en' && problem.detail) return localTimes(problem.detail);
  return has(`problem.${problem.code}`) ? t(`problem.${problem.code}`) : problem.detail || t('problem.Unavailable');
}

function startOfDay(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

function inUnit(value, unit, unitDisplay = 'long') {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(value);
}
