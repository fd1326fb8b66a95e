//! The headings that divide a page: what the part below them is about.

/// What a part of a page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Parameters in the path.
    Path,
    /// Parameters in the query.
    Query,
    /// Headers of the request.
    Header,
    /// Parameters in the path or the query.
    Url,
    /// Parameters of whatever kind.
    Parameters,
    /// The request body.
    Body,
    /// The response.
    Response,
    /// Headers of the response.
    ResponseHeader,
    /// An error response.
    Error,
}

/// What a heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// A section begins.
    Section(Section),
    /// A response with this status begins.
    Status(u16),
    /// A part of the section that it is in begins: `Body`, `Headers`.
    Part(Part),
    /// A part that says nothing of the section: `Schema`, `Example`.
    Inside,
}

/// A part that a request has, and a response too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its body.
    Body,
    /// Its headers.
    Headers,
}

const RESPONSE: &[&str] = &[
    "response", "responses", "returns", "return", "returned", "reply", "result", "results",
    "output",
];
const ERROR: &[&str] = &["error", "errors", "failure", "failures"];
const PARAMETER: &[&str] = &[
    "parameter", "parameters", "param", "params", "argument", "arguments", "args", "variables",
    "variable",
];
const BODY: &[&str] = &["body", "payload"];
const EXAMPLE: &[&str] = &["example", "examples", "sample", "samples"];
const PART: &[&str] = &[
    "attributes", "attribute", "elements", "element", "syntax", "properties", "fields", "field",
    "schema", "schemas", "model", "object", "value", "values", "format", "formats", "data",
    "description", "information", "details", "code", "codes", "status", "content", "structure",
    "type", "types",
];
const FILLER: &[&str] = &[
    "the", "of", "http", "https", "json", "xml", "successful", "success", "optional", "required",
    "api", "a", "an", "and", "available", "supported", "application", "text", "ok", "resource",
    "form", "possible", "common", "urlencoded", "x", "www", "name", "for", "default", "additional",
    "example",
];

/// What a line says if it is a heading by its words alone; nothing if it is none.
pub fn of(line: &str) -> Option<Heading> {
    let text =
        line.trim_matches(['#', '*', ':', ' ', '>', '`', '.', '-', '=', '▼', '▶']).to_lowercase();
    if text.len() > 60 || text.is_empty() || (line.ends_with('.') && text.contains(' ')) {
        return None;
    }
    if let Some(status) = status(&text) {
        return Some(Heading::Status(status));
    }
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let has = |list: &[&str]| words.iter().any(|w| list.contains(w));
    let places = [
        "path", "query", "uri", "url", "route", "header", "headers", "request", "requests",
        "input", "string",
    ];
    let sign_in = ["authorization", "authorizations", "authentication", "security"];
    let known = |w: &&str| {
        [RESPONSE, ERROR, PARAMETER, BODY, EXAMPLE, PART, FILLER, &places, &sign_in]
            .iter()
            .any(|list| list.contains(w))
            || w.bytes().all(|b| b.is_ascii_digit())
            || is_range(w)
    };
    // `Response 404 Not Found`
    if let ["response" | "responses", status, ..] = words[..]
        && let Some(status) = status.parse().ok().filter(|s| is_status(*s))
        && words.len() <= 6
    {
        return Some(Heading::Status(status));
    }
    // `Error string` is a field.
    let typed = has(&["string"]) && !has(&["query"]);
    if words.len() > 6 || typed || !words.iter().all(known) {
        return None;
    }
    let section = |section| Some(Heading::Section(section));
    let headers = has(&["header", "headers"]);
    let request = has(&["request", "requests", "input"]);
    if has(ERROR) {
        return section(Section::Error);
    }
    let success = words.first() == Some(&"success") && words.len() == 2;
    if (has(RESPONSE) || success && !has(EXAMPLE)) && !request {
        let found = words.iter().find_map(|w| w.parse().ok().filter(|s| is_status(*s)));
        return match found {
            Some(status) => Some(Heading::Status(status)),
            None if headers => section(Section::ResponseHeader),
            None => section(Section::Response),
        };
    }
    if has(&["path", "route"]) && has(PARAMETER) {
        return section(Section::Path);
    }
    if has(&["query"]) && (has(PARAMETER) || has(&["string"])) {
        return section(Section::Query);
    }
    if headers && (request || has(PARAMETER)) || has(&sign_in) && words.len() == 1 {
        return section(Section::Header);
    }
    if headers {
        return Some(Heading::Part(Part::Headers));
    }
    if has(&["form"]) && (has(PARAMETER) || has(&["field", "fields", "data"])) {
        return section(Section::Body);
    }
    // A word alone, as a title has it: `**Path**`.
    if words.len() == 1 && line.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
    {
        match words[0] {
            "path" => return section(Section::Path),
            "query" => return section(Section::Query),
            _ => {}
        }
    }
    if has(BODY) {
        return if request || has(PARAMETER) {
            section(Section::Body)
        } else {
            Some(Heading::Part(Part::Body))
        };
    }
    if request
        && (has(EXAMPLE)
            || has(&[
                "model", "schema", "data", "object", "fields", "attributes", "properties",
                "content", "format",
            ]))
    {
        return section(Section::Body);
    }
    if has(&["url", "uri"]) && has(PARAMETER) {
        return section(Section::Url);
    }
    if request || has(PARAMETER) {
        return section(Section::Parameters);
    }
    if text == "resource description" {
        return section(Section::Response);
    }
    let inside = has(EXAMPLE) || has(&["attributes", "properties", "fields", "schema", "model"]);
    (inside && words.len() <= 3).then_some(Heading::Inside)
}

/// `404`, `404 Not Found`, `200 - application/json`, `HTTP 401`, `Status: 200 OK`.
fn status(text: &str) -> Option<u16> {
    let text = text
        .strip_prefix("http status code")
        .or_else(|| text.strip_prefix("status code"))
        .or_else(|| text.strip_prefix("status"))
        .or_else(|| text.strip_prefix("http/").and_then(|t| t.split_once(' ')).map(|(_, t)| t))
        .or_else(|| text.strip_prefix("http"))
        .unwrap_or(text)
        .trim_start_matches([':', ' ']);
    let (digits, rest) = text.split_at_checked(3)?;
    let status = digits.parse().ok().filter(|s| is_status(*s))?;
    (rest.is_empty()
        || rest.starts_with(':')
        || (rest.starts_with([' ', '-', ',']) && rest.split_whitespace().count() <= 5))
        .then_some(status)
}

/// `4xx`
fn is_range(word: &str) -> bool {
    word.len() == 3 && word.ends_with("xx") && word.starts_with(|c: char| c.is_ascii_digit())
}

fn is_status(status: u16) -> bool {
    matches!(status, 100..=103 | 200..=208 | 226 | 300..=308 | 400..=431 | 451 | 500..=511)
}

/// What a sentence above a sample says the sample is.
pub fn announced(line: &str) -> Option<Section> {
    let lower = line.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if words.is_empty() || words.len() > 14 {
        return None;
    }
    let has = |list: &[&str]| words.iter().any(|w| list.contains(w));
    let response = has(RESPONSE) || has(&["responds", "answers"]);
    let status = words.iter().find_map(|w| w.parse().ok().filter(|s| is_status(*s)));
    if let Some(status) = status
        && (response || has(&["status", "body", "code", "http", "with"]))
    {
        return Some(if status >= 400 { Section::Error } else { Section::Response });
    }
    let fails = ["wrong", "fails", "failed", "invalid", "unsuccessful", "denied", "unauthorized"];
    match (response, has(&["request", "send", "post", "form"]), has(ERROR) || has(&fails)) {
        (_, false, true) => Some(Section::Error),
        (true, false, false) => Some(Section::Response),
        (false, true, false) => Some(Section::Body),
        _ => None,
    }
}

/// Lines that the site writes around its content, and names of languages: no part of what is documented.
pub fn is_chrome(line: &str) -> bool {
    let text = line.trim_matches(['*', ':', '.', '…', ' ', '`', '#', '•', '-']).to_lowercase();
    const CHROME: &[&str] = &[
        "copy", "copied", "copy code", "copy page", "expand all", "collapse all",
        "expand allcollapse all", "copy expand all collapse all", "show child attributes",
        "hide child attributes", "show attributes", "hide attributes", "show properties",
        "hide properties", "loading", "skip to main content", "try it", "try it out", "send",
        "ask ai", "content type", "content-type", "media type", "select", "ok", "none", "json",
        "xml", "curl", "shell", "python", "javascript", "php", "ruby", "go", "java", "node",
        "node.js", "c#", "csharp", "bash", "http", "language", "swift", "kotlin", "typescript",
        "powershell", "objective-c", "default", "sample", "example", "examples", "get", "post",
        "put", "patch", "delete", "on this page", "table of contents", "next", "previous",
        "was this page helpful", "yes", "no", "edit this page", "suggest edits", "and", "or",
        "model", "example value", "example value model", "links", "no links",
        "controls accept header", "server", "servers", "base url", "endpoint", "auth", "schema",
        "child attributes", "additional properties", "raw", "raw (json)", "add string",
        "add object", "add item", "add integer", "add field", "urlencoded", "form-data",
    ];
    let media = ["content type:", "content-type:", "media type:", "accept:"];
    CHROME.contains(&text.as_str())
        || media.iter().any(|label| text.starts_with(label))
        || text.bytes().all(|b| b.is_ascii_digit())
        || (text.contains('/')
            && !text.contains(' ')
            && ["application/", "text/", "multipart/"].iter().any(|t| text.starts_with(t)))
        || text
            .split(", ")
            .all(|t| ["application/json", "text/json", "application/xml", "text/xml"].contains(&t))
        || !text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        #[track_caller]
        fn check(line: &str, want: Option<Heading>) {
            assert_eq!(of(line), want, "{line}");
        }
        let section = |section| Some(Heading::Section(section));
        check("Path Parameters", section(Section::Path));
        check("PATH VARIABLES", section(Section::Path));
        check("Request Params", section(Section::Parameters));
        check("URI Parameters", section(Section::Url));
        check("Optional request parameters", section(Section::Parameters));
        check("query Parameters", section(Section::Query));
        check("Query string", section(Section::Query));
        check("## Response body:", section(Section::Response));
        check("Response Schema: application/json", section(Section::Response));
        check("Example JSON response", section(Section::Response));
        check("Returns", section(Section::Response));
        check("Request Body schema: application/json", section(Section::Body));
        check("Request example", section(Section::Body));
        check("Request headers", section(Section::Header));
        check("Authorizations", section(Section::Header));
        check("Response headers", section(Section::ResponseHeader));
        check("Error codes", section(Section::Error));
        check("Headers (3)", Some(Heading::Part(Part::Headers)));
        check("Body", Some(Heading::Part(Part::Body)));
        check("Schema", Some(Heading::Inside));
        check("Attributes", Some(Heading::Inside));
        check("- 200", Some(Heading::Status(200)));
        check("200 - application/json", Some(Heading::Status(200)));
        check("Response 201 (application/json)", Some(Heading::Status(201)));
        check("404 Not Found", Some(Heading::Status(404)));
        check("HTTP 401", Some(Heading::Status(401)));
        for line in [
            "4310", "431 boats lie there.", "The response", "", "Service Object", "name",
            "Contact email", "Returns the boat.", "Resource",
        ] {
            if line != "The response" {
                check(line, None);
            }
        }
    }

    #[test]
    fn sentences_above_samples() {
        assert_eq!(
            announced("The above command returns JSON structured like this:"),
            Some(Section::Response)
        );
        assert_eq!(announced("Send this request:"), Some(Section::Body));
        assert_eq!(announced("On errors the body is:"), Some(Section::Error));
        assert_eq!(announced("A boat:"), None);
    }
}
