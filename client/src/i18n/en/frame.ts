import type { frame as zhFrame, signIn as zhSignIn } from "../zh/frame.ts";
import type { Shape } from "../shape.ts";

/** Frame, common states and signing in. */
export const frame: Shape<typeof zhFrame> = {
  name: "Yuanping",
  tagline: "Remote bid evaluation",
  skip: "Skip to the main content",
  home: "My evaluations",
  page: { main: "Main content", status: "Status line", header: "Header" },
  stageCount: "{{place}}/{{of}}",
  me: "Me: {{name}}",
  meAs: " ({{as}})",
  signOut: "Sign out",
  password: {
    open: "Change password",
    title: "Change password",
    lead: "The change goes on record, and you are signed out on every other device and window.",
    present: "Present password",
    presentMissing: "Enter your present password",
    next: "New password",
    rule: "At least {{least}} characters; a sentence is fine",
    tooShort: "Too short",
    wrong: "This is not your present password",
    again: "New password once more",
    differ: "The two new passwords differ",
    submit: "Change password",
    done: "Your password is changed, and you are signed out everywhere else.",
    close: "Done",
  },
  network: {
    label: "Network",
    good: "Connected",
    back: "Reconnecting",
    off: "Offline",
    first: "Connecting",
    silent: "Server silent",
  },
  logged: "{{size}} events on record",
  head: "chain head {{root}}",
  witnessed: "witnessed {{witnessed}}/{{of}}",
  unwitnessed: "not yet witnessed, {{witnessed}}/{{of}}",
  toTrail: "Open the audit trail",
  unsent: "{{count}} action(s) on their way",
  media: {
    preparing: "Preparing audio and video, {{percent}} %",
    unavailable: "No audio or video for now; the evaluation goes on",
  },
  degraded: "Some of the server's functions are limited",
  truth: "Every step goes into a record that anyone can verify",
  verify: "Verify evidence",
  help: "Help",
  helpTitle: "Help",
  helpLines: {
    draft: {
      asked: "What if the line breaks, or I close the page?",
      said: "What you enter is kept on this machine at once, survives a broken line and is synced afterwards; come back and you are where you were.",
    },
    media: {
      asked: "I cannot see or hear the others",
      said: "Open “Devices” in the evaluation and choose another camera, microphone or speaker. Review and scoring go on without picture and sound.",
    },
    secrecy: {
      asked: "Who can see my marks?",
      said: "Nobody before you submit; then they are sealed, and opened together once everybody has submitted.",
    },
    password: {
      asked: "Why am I asked for my password again?",
      said: "At check-in, when you submit a sheet and when you sign, to confirm that it is you. If you have forgotten it, ask those who run the centre.",
    },
    trail: {
      asked: "What are the number and the head at the bottom?",
      said: "How many events are on record, and the record's fingerprint; click it to see them all.",
    },
    keys: {
      asked: "How do I use the keyboard alone?",
      said: "Tab moves on, Enter confirms, Esc closes; arrows move within the score sheet.",
    },
    verify: {
      asked: "How can I tell that the record was not altered?",
      said: "Anyone can verify an evaluation under “Verify evidence”, without signing in.",
    },
  },
  language: "中文",
  languageLabel: "切换为中文",
  mode: { light: "Light", dark: "Dark", auto: "System", label: "Appearance" },
  retry: "Try again",
  reload: "Reload the page",
  loading: "Loading…",
  failed: {
    title: "This could not be loaded",
    kept: "What you have entered is not affected.",
  },
  article: "Under {{article}}",
  correlation: "Reference {{correlation}}",
  missing: {
    title: "There is no such page",
    text: "The address may be wrong, or you have no place in this evaluation.",
  },
  broken: {
    title: "Something went wrong on this page",
    text: "What you submitted is safe, and drafts are kept on this machine. Please reload.",
  },
};

export const signIn: Shape<typeof zhSignIn> = {
  title: "Sign in",
  lead: "Use the account that the evaluation centre gave you.",
  login: "Account",
  password: "Password",
  loginMissing: "Enter your account",
  passwordMissing: "Enter your password",
  submit: "Sign in",
  note: "Signing in, acting and leaving go on record. Drafts are encrypted with your password; the server cannot read them.",
  forgotten: "If you have forgotten your password, ask those who run the centre for a new one.",
  verify: "Only want to verify an evaluation?",
};
