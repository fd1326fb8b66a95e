//! The headings that divide a page: what is below them, and where a table or a list ends.

use super::text::bullet;

/// What a part of a page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Parameters in the path.
    Path,
    /// Parameters behind the question mark.
    Query,
    /// Headers of the request.
    Header,
    /// Parameters of whatever kind.
    Parameters,
    /// The body of the request.
    Body,
    /// The answer.
    Response,
    /// The answer when something went wrong.
    Error,
}

const HEADINGS: [(Section, &[&str]); 7] = [
    (
        Section::Path,
        &[
            "path parameters",
            "path variables",
            "path params",
            "path parameter",
            "path arguments",
        ],
    ),
    (
        Section::Query,
        &[
            "query parameters",
            "query params",
            "query string parameters",
            "query parameter",
            "query arguments",
            "query string",
        ],
    ),
    (
        Section::Header,
        &[
            "headers",
            "header parameters",
            "request headers",
            "authorizations",
            "authorization",
            "authentication",
        ],
    ),
    (
        Section::Parameters,
        &[
            "arguments",
            "parameters",
            "params",
            "request parameters",
            "request arguments",
            "request information",
            "uri parameters",
            "url parameters",
            "request",
        ],
    ),
    (
        Section::Body,
        &[
            "body parameters",
            "body",
            "request body",
            "request model",
            "request example",
            "example request",
            "sample request",
            "request sample",
            "payload",
        ],
    ),
    (
        Section::Response,
        &[
            "response",
            "responses",
            "response body",
            "response model",
            "response information",
            "response description",
            "response data",
            "response fields",
            "response parameters",
            "response attributes",
            "response properties",
            "response schema",
            "response object",
            "response format",
            "response formats",
            "response example",
            "response sample",
            "response examples",
            "example response",
            "sample response",
            "resource description",
            "returns",
            "return value",
            "return values",
            "result",
            "success response",
        ],
    ),
    (
        Section::Error,
        &[
            "error",
            "errors",
            "error response",
            "error responses",
            "error example",
            "error body",
            "error codes",
            "possible errors",
        ],
    ),
];

/// The part of the page that a line begins; nothing if it is no such heading.
pub fn heading(line: &str) -> Option<Section> {
    let line = bullet(line).unwrap_or(line);
    let line = line.trim_matches(['#', '*', ':', ' ']).to_lowercase();
    if let Some(status) = status(&line) {
        return Some(if status >= 400 {
            Section::Error
        } else {
            Section::Response
        });
    }
    HEADINGS
        .iter()
        .find(|(_, words)| words.contains(&line.as_str()))
        .map(|(section, _)| *section)
}

/// `404`, `404 Not Found`, `200 - application/json`, `HTTP 401`.
fn status(line: &str) -> Option<u16> {
    let line = line.strip_prefix("http ").unwrap_or(line);
    let (digits, rest) = line.split_at_checked(3)?;
    let status = digits.parse().ok().filter(|s| (100..600).contains(s))?;
    (rest.is_empty() || (rest.starts_with([' ', ':']) && rest.split_whitespace().count() <= 4))
        .then_some(status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        #[track_caller]
        fn check(line: &str, want: Option<Section>) {
            assert_eq!(heading(line), want, "{line}");
        }
        check("Path Parameters", Some(Section::Path));
        check("## Response body:", Some(Section::Response));
        check("- 200", Some(Section::Response));
        check("200 - application/json", Some(Section::Response));
        check("404 Not Found", Some(Section::Error));
        check("HTTP 401", Some(Section::Error));
        check("Request example", Some(Section::Body));
        check("URI Parameters", Some(Section::Parameters));
        check("431", Some(Section::Error));
        check("4310", None);
        check("The response", None);
        check("", None);
    }
}
