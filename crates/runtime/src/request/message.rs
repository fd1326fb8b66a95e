//! A request as a generated method makes it, and the answer as it gets it back.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::Value;

use crate::client::api::Names;
use crate::exchange::report::{Call, Failure};

/// A request in the making.
#[must_use]
pub struct RequestBuilder {
    request: Request,
    problem: Option<String>,
}

/// A request without credentials and the client's own headers, which are added where it is sent.
pub struct Request {
    pub(crate) method: Method,
    /// Base URL, path and query.
    pub(crate) url: String,
    /// Where the query starts in `url`, if there is one.
    pub(crate) query: Option<usize>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Bytes>,
}

impl RequestBuilder {
    pub(crate) fn new(method: Method, url: String) -> Self {
        Self {
            request: Request {
                method,
                url,
                query: None,
                headers: HeaderMap::new(),
                body: None,
            },
            problem: None,
        }
    }

    /// Adds a header. The `Accept` that generated code adds is left out: the operation's media types decide it.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        if name != http::header::ACCEPT {
            set(&mut self.request.headers, &name, value);
        }
        self
    }

    /// Adds headers.
    pub fn headers(mut self, headers: HeaderMap) -> Self {
        for (name, value) in &headers {
            set(&mut self.request.headers, name, value.clone());
        }
        self
    }

    /// Adds a parameter to the query.
    pub fn query<T: Serialize + ?Sized>(mut self, parameter: &QueryParam<'_, T>) -> Self {
        match serde_json::to_value(parameter.value) {
            Ok(value) => self.request.add_to_query(parameter.name, &value),
            Err(error) => {
                self.problem = Some(format!(
                    "{} cannot be written into a query: {error}",
                    parameter.name
                ))
            }
        }
        self
    }

    /// Sets the body.
    pub fn json<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => {
                let json = HeaderValue::from_static("application/json");
                set(&mut self.request.headers, &http::header::CONTENT_TYPE, json);
                self.request.body = Some(body.into());
            }
            Err(error) => {
                self.problem = Some(format!(
                    "the request's body cannot be written as JSON: {error}"
                ))
            }
        }
        self
    }

    /// The request.
    ///
    /// # Errors
    /// A parameter or the body could not be written.
    pub fn build(self) -> Result<Request, Failure> {
        match self.problem {
            None => Ok(self.request),
            Some(problem) => Err(Failure::request(None, problem)),
        }
    }
}

/// Sets a header. In one place, since a map of headers takes names of many types, with much code for each.
#[inline(never)]
pub(crate) fn set(headers: &mut HeaderMap, name: &HeaderName, value: HeaderValue) {
    headers.insert(name, value);
}

impl Request {
    /// The URL up to its query.
    pub(crate) fn path(&self) -> &str {
        self.url
            .get(..self.query.unwrap_or(self.url.len()))
            .unwrap_or_default()
    }

    /// What follows the `?`.
    pub(crate) fn query(&self) -> Option<&str> {
        self.url.get(self.query? + 1..)
    }

    /// Adds `name=value`, as OpenAPI's style `form` with `explode` has it: an array repeats the name, an object's
    /// properties stand for themselves, and null adds nothing.
    fn add_to_query(&mut self, name: &str, value: &Value) {
        match value {
            Value::Null => {}
            Value::Bool(value) => self.add_pair(name, if *value { "true" } else { "false" }),
            Value::Number(value) => self.add_pair(name, &value.to_string()),
            Value::String(value) => self.add_pair(name, value),
            Value::Array(items) => items.iter().for_each(|item| self.add_to_query(name, item)),
            Value::Object(members) => members
                .iter()
                .for_each(|(name, value)| self.add_to_query(name, value)),
        }
    }

    fn add_pair(&mut self, name: &str, value: &str) {
        self.url.push(if self.query.is_some() { '&' } else { '?' });
        self.query.get_or_insert(self.url.len() - 1);
        self.url.extend(utf8_percent_encode(name, RESERVED));
        self.url.push('=');
        self.url.extend(utf8_percent_encode(value, RESERVED));
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &self.path())
            .field("headers", &Names(&self.headers))
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for RequestBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.request.fmt(f)
    }
}

/// A parameter for [`RequestBuilder::query`].
pub struct QueryParam<'a, T: ?Sized> {
    name: &'a str,
    value: &'a T,
}

impl<'a, T: Serialize + ?Sized> QueryParam<'a, T> {
    /// A parameter as the spec names it.
    pub fn new(name: &'a str, value: &'a T) -> Self {
        Self { name, value }
    }
}

impl<T: ?Sized> fmt::Debug for QueryParam<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("QueryParam")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Writes a value as one segment of a path: everything is escaped but letters, digits, `-`, `.`, `_` and `~`.
///
/// An empty segment, `.` and `..` cannot be escaped (a URL parser takes `%2e%2e` for `..` as well): the call that is
/// made with one of them fails before anything is sent.
#[must_use]
pub fn encode_path(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, RESERVED).into()
}

/// RFC 3986, section 2.3.
pub(crate) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Why a path does not fit its template, if it does not: an argument is empty or a dot segment.
///
/// By bytes, since every call comes by here: that takes a third of what searching in text does.
pub(crate) fn misfit(template: &str, path: &str) -> Option<String> {
    let slash = |&byte: &u8| byte == b'/';
    let mut segments = path.as_bytes().split(slash);
    for part in template.as_bytes().split(slash) {
        let segment = segments.next().unwrap_or_default();
        let Some(start) = part.iter().position(|&byte| byte == b'{') else {
            continue;
        };
        let end = part.iter().rposition(|&byte| byte == b'}');
        let after = end.map_or(0, |end| part.len() - end - 1);
        let name = || {
            let rest = part.get(start + 1..).unwrap_or_default();
            let name = rest.split(|&byte| byte == b'}').next().unwrap_or_default();
            String::from_utf8_lossy(name)
        };
        if segment.len() <= start + after {
            return Some(format!("{} is empty; give an id", name()));
        }
        if let b"." | b".." = segment {
            return Some(format!(
                "{} is {:?}, which would lead to another path; give an id",
                name(),
                String::from_utf8_lossy(segment)
            ));
        }
    }
    None
}

/// An answer to a call.
pub struct Response {
    pub(crate) call: Call,
    pub(crate) answer: Answer,
}

/// An answer, or as much of one as came.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Response {
    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.answer.status
    }
}

impl Answer {
    pub(crate) fn content_type(&self) -> Option<&str> {
        self.headers.get(http::header::CONTENT_TYPE)?.to_str().ok()
    }

    /// What the provider calls this request in its own logs, if it says so.
    pub(crate) fn request_id(&self) -> Option<&str> {
        const NAMES: [&str; 5] = [
            "x-request-id",
            "request-id",
            "x-correlation-id",
            "x-amzn-requestid",
            "x-amzn-trace-id",
        ];
        NAMES
            .iter()
            .find_map(|name| self.headers.get(*name)?.to_str().ok())
            .filter(|id| !id.is_empty())
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("call", &self.call)
            .field("status", &self.answer.status)
            .field("headers", &Names(&self.answer.headers))
            .field("body", &format_args!("{} bytes", self.answer.body.len()))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_path(id: &str, expected: Result<&str, &str>) {
        let template = "/accounts/{id}/x";
        let path = format!("/accounts/{}/x", encode_path(id));
        let parsed = reqwest::Url::parse(&format!("https://h.example/base{path}")).unwrap();
        match (misfit(template, &path), expected) {
            (None, Ok(expected)) => {
                assert_eq!(parsed.path(), format!("/base/accounts/{expected}/x"))
            }
            (Some(problem), Err(expected)) => assert_eq!(problem, expected),
            (problem, _) => panic!("{id:?}: {problem:?} {parsed}"),
        }
    }

    #[test]
    fn a_path_argument_stays_one_segment() {
        check_path("5b1f", Ok("5b1f"));
        check_path("a-b.c_d~e", Ok("a-b.c_d~e"));
        check_path("a/b", Ok("a%2Fb"));
        check_path("a\\b", Ok("a%5Cb"));
        check_path("../..", Ok("..%2F.."));
        check_path("...", Ok("..."));
        check_path("?a=b#c", Ok("%3Fa%3Db%23c"));
        check_path("%2e%2e", Ok("%252e%252e"));
        check_path("a b\t\r\n\0", Ok("a%20b%09%0D%0A%00"));
        check_path("é", Ok("%C3%A9"));
        check_path("", Err("id is empty; give an id"));
        check_path(
            ".",
            Err("id is \".\", which would lead to another path; give an id"),
        );
        check_path(
            "..",
            Err("id is \"..\", which would lead to another path; give an id"),
        );
    }

    #[test]
    fn a_suffix_makes_dots_harmless_but_not_emptiness() {
        let template = "/accounts/{id}.json";
        assert_eq!(misfit(template, "/accounts/7.json"), None);
        assert_eq!(misfit(template, "/accounts/...json"), None);
        assert_eq!(
            misfit(template, "/accounts/.json").as_deref(),
            Some("id is empty; give an id")
        );
    }

    #[track_caller]
    fn check_query(value: impl Serialize, expected: &str) {
        let request = RequestBuilder::new(Method::GET, "http://h/".to_owned())
            .query(&QueryParam::new("a", &value))
            .query(&QueryParam::new("z", "1"))
            .build()
            .unwrap();
        assert_eq!(request.url, format!("http://h/?{expected}"));
        assert_eq!(request.path(), "http://h/");
    }

    #[test]
    fn query_parameters_are_written_as_openapi_has_them() {
        check_query("x y&=+é", "a=x%20y%26%3D%2B%C3%A9&z=1");
        check_query(7, "a=7&z=1");
        check_query(true, "a=true&z=1");
        check_query(None::<&str>, "z=1");
        check_query(["p", "q"], "a=p&a=q&z=1");
        check_query(
            serde_json::json!({"p": 1, "q": null, "r": "s"}),
            "p=1&r=s&z=1",
        );
    }

    #[test]
    fn debug_shows_no_value() {
        let request = RequestBuilder::new(Method::GET, "http://h/a".to_owned())
            .header(
                HeaderName::from_static("x-key"),
                HeaderValue::from_static("MARKER"),
            )
            .query(&QueryParam::new("key", "MARKER"))
            .build()
            .unwrap();
        assert_eq!(
            format!("{request:?}"),
            r#"Request { method: GET, url: "http://h/a", headers: ["x-key"], .. }"#
        );
    }
}
