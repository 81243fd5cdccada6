/** Which documents of the editor may be mail. What is none presend passes over in silence. */

/** Languages, by the names that VS Code and the extensions for them give. */
export const LANGUAGES = [
  "html",
  "mjml",
  "liquid",
  "jinja-html",
  "jinja",
  "django-html",
  "nunjucks",
  "handlebars",
  "mustache",
  "erb",
  "twig",
  "eml",
  "email",
] as const;

/**
 * Where no extension knows an ending, VS Code takes the file for plain text (and ERB for Ruby):
 * there the name decides, so that no log or list wakes the server.
 */
export const BY_NAME = {
  plaintext:
    "**/*.{eml,mjml,txt,liquid,j2,jinja,jinja2,njk,nunjucks,twig,mustache,erb,ejs,ftl,ftlh,hubl,amp}",
  ruby: "**/*.erb",
} as const;

export interface Filter {
  readonly language: string;
  readonly scheme: "file" | "untitled";
  readonly pattern?: string;
}

export const SELECTOR: readonly Filter[] = [
  ...LANGUAGES.flatMap((language): Filter[] => [
    { language, scheme: "file" },
    { language, scheme: "untitled" },
  ]),
  ...Object.entries(BY_NAME).map(
    ([language, pattern]): Filter => ({ language, pattern, scheme: "file" }),
  ),
];
