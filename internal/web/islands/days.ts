// Days counted from 1 January 1970, and how they are written and placed: as the
// server does, whatever the language of the browser.
import { scaleUtc } from "d3-scale";

// Days are those from first to before end.
export type Days = { first: number; end: number };

const msPerDay = 86_400_000;
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const dateOf = (day: number): Date => new Date(day * msPerDay);

// dayWords writes a day for people: "5 March 2025".
export const dayWords = (day: number): string => {
  const d = dateOf(day);
  return `${d.getUTCDate()} ${months[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
};

// iso writes a day as addresses do: "2025-03-05".
export const iso = (day: number): string => dateOf(day).toISOString().slice(0, 10);

// between returns whole days between two moments, one at least, within bounds.
export const between = (from: number, to: number, bounds: Days): Days => {
  const first = Math.min(Math.max(Math.round(from), bounds.first), bounds.end - 1);
  const end = Math.min(Math.max(Math.round(to), first + 1), bounds.end);
  return { first, end };
};

// placeOf returns where a day is across a picture of days, in per cent.
export const placeOf = (d: Days, day: number): number =>
  Math.min(Math.max(1.5 + (day - d.first) / (d.end - d.first) * 97, 1.5), 98.5);

// daysOf reads the days of a row of the table; undefined if they are not known.
export const daysOf = (e: HTMLElement): Days | undefined =>
  e.dataset.from === undefined ? undefined : { first: Number(e.dataset.from), end: Number(e.dataset.to) + 1 };

// axisTicks returns days at which a year, month or day begins, with their words.
export const axisTicks = (d: Days): { day: number; words: string }[] => {
  const ticks = scaleUtc().domain([dateOf(d.first), dateOf(d.end)]).ticks(8).filter((t) => t.getTime() % msPerDay === 0);
  const yearly = ticks.every((t) => t.getUTCMonth() === 0 && t.getUTCDate() === 1);
  const monthly = ticks.every((t) => t.getUTCDate() === 1);
  return ticks.map((t) => {
    const month = (months[t.getUTCMonth()] ?? "").slice(0, 3);
    const words = yearly ? String(t.getUTCFullYear()) : monthly ? `${month} ${t.getUTCFullYear()}` : `${t.getUTCDate()} ${month}`;
    return { day: t.getTime() / msPerDay, words };
  });
};
