/** Says nothing about the lead: whoever holds the link sees the same page. The form posts to the page's own address. */
export const askingPage = (): string =>
  pageOf(
    'Unsubscribe',
    '<p>No more mails like the one you came from?</p><form method="post"><button>Unsubscribe</button></form>',
  );

export const donePage = (): string =>
  pageOf('You are unsubscribed', '<p>You will get no more mails like that one. You can close this page.</p>');

const pageOf = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${title}</title>
<style>
  :root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif }
  main { max-width: 30rem; margin: 15vh auto; padding: 0 1rem }
  button { font: inherit; padding: 0.6em 1.4em }
</style></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>
`;
