// The catalogue in memory, as the floor has it. Days are texts, which compare as days do.
const within = (one, day) => one.first <= day && day <= one.last;

export class Known {
  #told;
  #sets = new Map();
  #segments = new Map();
  #municipalities = new Map();

  constructor(told) {
    this.#told = told;
  }

  municipality(code, day) {
    return once(this.#municipalities, `${code}|${day}`, () => {
      const had = this.#told.municipalities.filter((one) => one.code === code);
      const last = [...had].sort((one, other) => (one.first < other.first ? 1 : -1))[0];
      const found = had.find((one) => within(one, day)) ?? last;
      return found ? { code, name: found.name } : null;
    });
  }

  segment(day, municipality, code) {
    return once(this.#segments, `${day}|${municipality}|${code}`, () => {
      const held = this.#set(day, municipality);
      const found = held?.segments.find((one) => one.code === code && within(one, day));
      return found ? { code, name: found.name } : null;
    });
  }

  arrangement(day, municipality, segment, profile, how) {
    return this.#set(day, municipality)?.arrangements[`${segment}|${profile}|${how}`] ?? null;
  }

  #set(day, municipality) {
    return once(this.#sets, `${day}|${municipality}`, () =>
      this.#told.sets.find(
        (one) =>
          within(one, day) &&
          (one.municipalities === null || one.municipalities.includes(municipality)),
      ),
    );
  }
}

function once(kept, key, find) {
  if (!kept.has(key)) kept.set(key, find());
  return kept.get(key);
}
