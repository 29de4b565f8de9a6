import type { documents as zh } from "./zh-documents.ts";

/** Reading documents of bids. */
export const documents: typeof zh = {
  documents: {
    open: (name, bidder) => `Open “${name}” of ${bidder}`,
    recorded: "Opening a document is put on record. It is read here and cannot be downloaded.",
    opening: "Opening…",
    loading: (percent) => `Reading ${percent}%`,
    page: (page, of) => `Page ${page} of ${of}`,
    pageAlone: (page) => `Page ${page}`,
    previous: "Previous page",
    next: "Next page",
    larger: "Larger",
    smaller: "Smaller",
    zoom: (percent) => `${percent}%`,
    close: "Close the document",
    back: "Back to the list",
    splitter: "Border between sheet and document; left and right arrows move it",
    altered:
      "What arrived does not have the hash that is on record, and is not shown. Tell the host.",
    unreadable: "The hash is right, but this PDF cannot be shown. Tell the host.",
    retry: "Try again",
    matches: "hash matches",
    other: "This kind of file cannot be shown in the page",
    shown: "reading",
  },
};
