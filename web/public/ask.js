// Asking the server: one question at a time, the newest wins; draws run behind and give way to the next question.
import { state, readings } from "./state.js";
import * as server from "./server.js";

export class Asker {
  /** @param on answer(answer, settled), refused(error), gone(), back(), draws(status) */
  constructor(on) {
    this.on = on;
    this.wanted = null;
    this.running = false;
  }

  /** While a hand drags only the reading that is shown is asked for; when it lets go all of them, and then the draws. */
  ask(settled) {
    this.stopDraws(null);
    this.wanted = { scenario: state.scenario, settled };
    if (!this.running) this.run();
  }
  async run() {
    this.running = true;
    while (this.wanted) {
      const { scenario, settled } = this.wanted;
      this.wanted = null;
      try {
        // The reading that is shown comes first, so that the map follows the hand; the other two behind it.
        const shown = await server.answer(scenario, { readings: [state.view.reading] });
        this.recovered();
        this.on.answer(shown, false);
        if (!settled || this.wanted) continue;
        await new Promise((resolve) => setTimeout(resolve, 120)); // the map is painted meanwhile
        if (this.wanted) continue;
        this.on.answer(await server.answer(scenario, { readings }), true);
        // The draws wait until the map is painted, and longer if the hand goes on.
        if (!this.wanted) this.soon = setTimeout(() => { this.soon = null; this.draw(scenario); }, 400);
      } catch (error) {
        if (error instanceof server.Gone) {
          this.wanted ??= { scenario, settled: true };
          await this.waitForServer();
        } else if (error instanceof server.Refused && error.status === 503) {
          this.wanted ??= { scenario, settled };
          await new Promise((resolve) => setTimeout(resolve, 1500));
        } else this.on.refused(error);
      }
    }
    this.running = false;
  }
  async waitForServer() {
    this.lost = true;
    this.on.gone();
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 2000));
      try { await server.alive(); return; } catch { /* not yet */ }
    }
  }
  recovered() {
    if (this.lost) { this.lost = false; this.on.back(); }
  }

  async draw(scenario = state.scenario) {
    this.stopDraws(null);
    if (!scenario.changes.length) { this.on.draws({ state: "none" }); return; }
    const stop = new AbortController();
    this.stop = stop;
    this.on.draws({ state: "starting" });
    let ended = false;
    try {
      await server.draws(scenario, {
        signal: stop.signal,
        on: {
          waiting: ({ before }) => this.stop === stop && this.on.draws({ state: "waiting", before }),
          progress: (progress) => this.stop === stop && this.on.draws({ state: "running", ...progress }),
          intervals: (answer) => this.stop === stop && this.on.answer(answer, true, "partial"),
          answer: (answer) => { ended = true; if (this.stop === stop) { this.on.answer(answer, true, "drawn"); this.on.draws({ state: "done", answer }); } },
          error: ({ error }) => { ended = true; if (this.stop === stop) this.on.draws({ state: "failed", message: server.worded(error) }); },
        },
      });
      if (!ended && this.stop === stop) throw new server.Gone("the stream ended early");
      if (this.stop === stop) this.stop = null;
    } catch (error) {
      if (this.stop !== stop) return;
      if (error instanceof server.Gone) {
        this.on.draws({ state: "cancelled" });
        this.wanted ??= { scenario: state.scenario, settled: true };
        await this.waitForServer();
        if (!this.running) this.run();
      } else if (error.name !== "AbortError") this.on.draws({ state: "failed", message: error.message });
    }
  }
  /** Stops the draws, here and on the server; true if there were any, or about to be. */
  stopDraws(status = { state: "cancelled" }) {
    const [stop, soon] = [this.stop, this.soon];
    clearTimeout(soon);
    this.soon = null;
    this.stop = null;
    stop?.abort();
    if ((stop || soon) && status) this.on.draws(status);
    return stop != null || soon != null;
  }
}
