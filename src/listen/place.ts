/** So many requests at once. */
export interface Room {
  free: number;
}

/** A request's place: in one room at a time. */
export class Place {
  #room: Room | undefined;

  /** Leaves the room that it is in for another. @returns whether that one had a place */
  move(to: Room): boolean {
    this.leave();
    if (to.free === 0) return false;
    to.free--;
    this.#room = to;
    return true;
  }

  leave(): void {
    if (this.#room) this.#room.free++;
    this.#room = undefined;
  }
}
