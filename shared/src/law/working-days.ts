const DAY = 24 * 60 * 60_000;
/** China has one time zone, and no summer time. */
const EAST_EIGHT = 8 * 60 * 60_000;
/** 1970-01-01 was a Thursday; Monday is 0. */
const THURSDAY = 3;
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH = 719_468;

/** Days since 1970-01-01 in China of an instant in milliseconds. */
export function dayOf(instant: number): number {
  return Math.floor((instant + EAST_EIGHT) / DAY);
}

/** The same count for an ISO date, by the calendar alone (months counted from March, so that leap days come last). */
export function dayOfDate(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const fromMarch = (month + 9) % 12;
  const years = fromMarch >= 10 ? year - 1 : year;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  const daysInYear = Math.floor((153 * fromMarch + 2) / 5) + day - 1;
  return years * 365 + leapDays + daysInYear - EPOCH;
}

/** Working days after the day of `from`, up to and including the day of `to`; public holidays are not known here. */
export function workingDaysBetween(from: number, to: number): number {
  let days = 0;
  for (let day = dayOf(from) + 1; day <= dayOf(to); day += 1) {
    if ((day + THURSDAY) % 7 < 5) days += 1;
    // Nobody asks for more, and a date far in the future must not keep anyone waiting.
    if (days > 366) break;
  }
  return days;
}
