//! A request without credentials: URL, query, headers, body.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use serde::Serialize;

use crate::request::provider::QueryStyle;
use crate::request::url::escape;
use crate::value::any::Value;
use crate::value::file::File;
use crate::value::inspect::to_value;

/// A request without credentials and the client's headers, which are added when it is sent.
#[doc(hidden)]
pub struct Request {
    pub(crate) method: Method,
    /// Base URL and path.
    pub(crate) url: String,
    pub(crate) query: Vec<(String, Value)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    /// The error if a value cannot be serialized.
    pub(crate) problem: Option<String>,
}

impl Request {
    pub(crate) fn new(method: Method, url: String) -> Self {
        Self {
            method,
            url,
            query: Vec::new(),
            headers: HeaderMap::new(),
            body: Body::default(),
            problem: None,
        }
    }

    pub(crate) fn add_query<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        match to_value(value) {
            Ok(value) => self.query.push((name.to_owned(), value)),
            Err(error) => self.fail(format!("{name} cannot be written into a query: {error}")),
        }
    }

    pub(crate) fn set_json<T: Serialize + ?Sized>(&mut self, body: &T) {
        match serde_json::to_vec(body) {
            Ok(body) => self.set_body("application/json", body),
            Err(error) => self.fail(format!("the request body cannot be written as JSON: {error}")),
        }
    }

    pub(crate) fn set_form<T: Serialize + ?Sized>(&mut self, body: &T) {
        match to_value(body) {
            Ok(Value::Object(fields)) => {
                let mut form = form_urlencoded::Serializer::new(String::new());
                for (name, value) in fields.iter() {
                    flatten(name, value, &str::to_owned, &mut |name, value| {
                        form.append_pair(name, value);
                    });
                }
                self.set_body("application/x-www-form-urlencoded", form.finish());
            }
            Ok(_) => self.fail("the request body is not an object, which a form needs".to_owned()),
            Err(error) => {
                self.fail(format!("the request body cannot be written as a form: {error}"))
            }
        }
    }

    pub(crate) fn set_body(&mut self, content_type: &'static str, body: impl Into<Body>) {
        let content_type = HeaderValue::from_static(content_type);
        set(&mut self.headers, &header::CONTENT_TYPE, content_type);
        self.body = body.into();
    }

    pub(crate) fn fail(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }

    /// The query string, if there is one. A parameter without a style is written as OpenAPI's `form` with `explode`.
    pub(crate) fn query(&self, styles: &[(&str, QueryStyle)]) -> Option<String> {
        let mut text = String::new();
        for (name, value) in &self.query {
            let style = styles
                .iter()
                .find(|(styled, _)| styled == name)
                .map_or(QueryStyle::Form, |(_, style)| *style);
            write_query(&mut text, name, value, style);
        }
        (!text.is_empty()).then_some(text)
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &Names(&self.headers))
            .finish_non_exhaustive()
    }
}

/// The text of a scalar; nothing for null.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn write_query(text: &mut String, name: &str, value: &Value, style: QueryStyle) {
    let mut pair = |name: &str, value: &str| {
        let and = if text.is_empty() { "" } else { "&" };
        text.extend([and, name, "=", value]);
    };
    let escaped = |value: &Value| scalar(value).map(|text| escape(&text));
    let name = escape(name);
    let separator = match style {
        QueryStyle::Form | QueryStyle::Comma => ",",
        QueryStyle::Space => "%20",
        QueryStyle::Pipe => "%7C",
        // The brackets of `filter[status]` are written as they are, as most servers document it.
        QueryStyle::DeepObject => {
            return flatten(&name, value, &escape, &mut |name, value| pair(name, &escape(value)));
        }
        QueryStyle::Json if value.is_null() => return,
        QueryStyle::Json => return pair(&name, &escape(&value.to_string())),
    };
    match value {
        Value::Array(items) if style == QueryStyle::Form => {
            items.iter().filter_map(escaped).for_each(|item| pair(&name, &item));
        }
        Value::Object(members) if style == QueryStyle::Form => {
            for (name, value) in members.iter() {
                escaped(value).iter().for_each(|value| pair(&escape(name), value));
            }
        }
        value => {
            let parts: Vec<String> = match value {
                Value::Array(items) => items.iter().filter_map(escaped).collect(),
                Value::Object(members) => {
                    let member =
                        |(name, value): (&String, _)| Some([escape(name), escaped(value)?]);
                    members.iter().filter_map(member).flatten().collect()
                }
                value => escaped(value).into_iter().collect(),
            };
            if !parts.is_empty() {
                pair(&name, &parts.join(separator));
            }
        }
    }
}

/// The pairs of a form or of a deep object: `a[b]=1` for members, `a=1&a=2` for lists of scalars, `a[0][b]=1` for lists of
/// objects. `part` writes what stands in the brackets.
fn flatten(
    name: &str,
    value: &Value,
    part: &dyn Fn(&str) -> String,
    pair: &mut dyn FnMut(&str, &str),
) {
    match value {
        Value::Object(members) => {
            for (member, value) in members.iter() {
                flatten(&format!("{name}[{}]", part(member)), value, part, pair);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let nested = matches!(item, Value::Object(_) | Value::Array(_))
                    .then(|| format!("{name}[{index}]"));
                flatten(nested.as_deref().unwrap_or(name), item, part, pair);
            }
        }
        value => scalar(value).iter().for_each(|value| pair(name, value)),
    }
}

/// A request body: empty, bytes that can be retried, or a stream that can be sent once.
///
/// ```
/// # use bindery_runtime::Body;
/// let body = Body::from("some text");
/// ```
#[derive(Default)]
pub struct Body(pub(crate) BodyKind);

#[derive(Default)]
pub(crate) enum BodyKind {
    #[default]
    None,
    Bytes(Bytes),
    Once(Mutex<Option<reqwest::Body>>),
}

impl Body {
    /// Creates a body that can be sent once, such as a stream. A call with it is not retried once a part of it is sent.
    #[must_use]
    pub fn once(body: impl Into<reqwest::Body>) -> Self {
        Self(BodyKind::Once(Mutex::new(Some(body.into()))))
    }

    pub(crate) fn is_repeatable(&self) -> bool {
        !matches!(self.0, BodyKind::Once(_))
    }

    /// The body for one attempt.
    pub(crate) fn take(&self) -> Option<reqwest::Body> {
        match &self.0 {
            BodyKind::None => None,
            BodyKind::Bytes(bytes) => Some(bytes.clone().into()),
            BodyKind::Once(body) => body.lock().unwrap_or_else(PoisonError::into_inner).take(),
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            BodyKind::None => f.write_str("Body(none)"),
            BodyKind::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            BodyKind::Once(_) => f.write_str("Body(stream)"),
        }
    }
}

macro_rules! from_bytes {
    ($($type:ty),*) => {$(
        impl From<$type> for Body {
            fn from(bytes: $type) -> Self {
                Self(BodyKind::Bytes(bytes.into()))
            }
        }
    )*};
}

from_bytes!(Bytes, Vec<u8>, String, &'static str, &'static [u8]);

impl From<reqwest::Body> for Body {
    fn from(body: reqwest::Body) -> Self {
        match body.as_bytes() {
            Some(bytes) => bytes.to_vec().into(),
            None => Self::once(body),
        }
    }
}

/// A `multipart/form-data` body: fields and files, in the order in which they are added.
///
/// ```
/// # use bindery_runtime::Multipart;
/// let form = Multipart::new()
///     .text("purpose", "invoice")
///     .file("file", "march.pdf", "application/pdf", &b"%PDF-"[..]);
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Multipart {
    boundary: String,
    body: Vec<u8>,
    /// The problem of a value that could not be written.
    pub(crate) problem: Option<String>,
}

impl Multipart {
    /// Creates a form without fields.
    pub fn new() -> Self {
        Self { boundary: format!("bindery-{}", uuid()), body: Vec::new(), problem: None }
    }

    /// Adds a field as its value is written: a list as a field for each item, an object as JSON, and nothing for `None`.
    pub fn value<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        match to_value(value) {
            Ok(Value::Array(items)) => items.iter().fold(self, |form, item| form.value(name, item)),
            Ok(value @ Value::Object(_)) => self.part(
                &format!("name=\"{}\"", quoted(name)),
                "Content-Type: application/json\r\n",
                value.to_string().as_bytes(),
            ),
            Ok(value) => match scalar(&value) {
                Some(text) => self.text(name, &text),
                None => self,
            },
            Err(error) => {
                self.problem = Some(format!("{name} cannot be written into a form: {error}"));
                self
            }
        }
    }

    /// Adds a file, or as many as there are. Generated code calls it.
    #[doc(hidden)]
    pub fn files(self, name: &str, files: &impl Files) -> Self {
        files
            .all()
            .into_iter()
            .fold(self, |form, file| form.file(name, &file.name, &file.media_type, &file.content))
    }

    /// Adds a field.
    pub fn text(self, name: &str, value: &str) -> Self {
        self.part(&format!("name=\"{}\"", quoted(name)), "", value.as_bytes())
    }

    /// Adds a file: its name, its media type and its bytes.
    pub fn file(
        self,
        name: &str,
        file_name: &str,
        media_type: &str,
        bytes: impl AsRef<[u8]>,
    ) -> Self {
        let media_type: String = media_type.chars().filter(|c| !c.is_control()).collect();
        self.part(
            &format!("name=\"{}\"; filename=\"{}\"", quoted(name), quoted(file_name)),
            &format!("Content-Type: {media_type}\r\n"),
            bytes.as_ref(),
        )
    }

    fn part(mut self, disposition: &str, headers: &str, bytes: &[u8]) -> Self {
        let head = format!(
            "--{}\r\nContent-Disposition: form-data; {disposition}\r\n{headers}\r\n",
            self.boundary
        );
        self.body.extend_from_slice(head.as_bytes());
        self.body.extend_from_slice(bytes);
        self.body.extend_from_slice(b"\r\n");
        self
    }

    pub(crate) fn finish(mut self) -> (String, Vec<u8>) {
        self.body.extend_from_slice(format!("--{}--\r\n", self.boundary).as_bytes());
        let content_type = format!("multipart/form-data; boundary={}", self.boundary);
        (content_type, self.body)
    }
}

impl Default for Multipart {
    fn default() -> Self {
        Self::new()
    }
}

/// The files that a property of a form holds.
#[doc(hidden)]
pub trait Files {
    fn all(&self) -> Vec<&File>;
}

impl Files for File {
    fn all(&self) -> Vec<&File> {
        vec![self]
    }
}

impl<T: Files> Files for Option<T> {
    fn all(&self) -> Vec<&File> {
        self.iter().flat_map(T::all).collect()
    }
}

impl<T: Files> Files for Vec<T> {
    fn all(&self) -> Vec<&File> {
        self.iter().flat_map(T::all).collect()
    }
}

/// A name in quotes, as the HTML standard writes it into `multipart/form-data`.
fn quoted(text: &str) -> String {
    text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// A random UUID (version 4), from the keys that the standard library takes from the operating system.
pub(crate) fn uuid() -> String {
    use std::hash::{BuildHasher, RandomState};
    let [high, low] = [(); 2].map(|()| RandomState::new().hash_one(0_u8));
    format!(
        "{:08x}-{:04x}-4{:03x}-{:x}{:03x}-{:012x}",
        high >> 32,
        high >> 16 & 0xFFFF,
        high & 0xFFF,
        low >> 60 & 0x3 | 0x8,
        low >> 48 & 0xFFF,
        low & 0xFFFF_FFFF_FFFF
    )
}

/// A parameter of a query, as the spec names it.
#[doc(hidden)]
pub struct QueryParam<'a, T: ?Sized> {
    pub(crate) name: &'a str,
    pub(crate) value: &'a T,
}

impl<'a, T: Serialize + ?Sized> QueryParam<'a, T> {
    /// A parameter as the spec names it.
    pub fn new(name: &'a str, value: &'a T) -> Self {
        Self { name, value }
    }
}

/// Sets a header. In one place, since a map of headers takes names of many types, with much code for each.
#[inline(never)]
pub(crate) fn set(headers: &mut HeaderMap, name: &HeaderName, value: HeaderValue) {
    headers.insert(name, value);
}

/// The names of headers without their values, which may be secret.
pub(crate) struct Names<'a>(pub(crate) &'a HeaderMap);

impl fmt::Debug for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.keys().map(HeaderName::as_str)).finish()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check_query(value: impl Serialize, style: QueryStyle, expected: &str) {
        let mut request = Request::new(Method::GET, "http://h/".to_owned());
        request.add_query("a", &value);
        request.add_query("z", "1");
        let query = request.query(&[("a", style)]);
        assert_eq!(query.as_deref(), Some(expected));
    }

    #[test]
    fn query_parameters_are_written_in_each_style() {
        use QueryStyle::*;
        check_query("x y&=+é", Form, "a=x%20y%26%3D%2B%C3%A9&z=1");
        check_query(7, Form, "a=7&z=1");
        let money: crate::Decimal = "12345678901234567.89".parse().unwrap();
        check_query(money, Form, "a=12345678901234567.89&z=1");
        check_query(true, Form, "a=true&z=1");
        check_query(None::<&str>, Form, "z=1");
        check_query(["p", "q"], Form, "a=p&a=q&z=1");
        check_query(json!({"p": 1, "q": null, "r": "s"}), Form, "p=1&r=s&z=1");
        check_query(["p", "q,r"], Comma, "a=p,q%2Cr&z=1");
        check_query(json!([]), Comma, "z=1");
        check_query(json!({"p": 1, "r": "s"}), Comma, "a=p,1,r,s&z=1");
        check_query(["p", "q"], Space, "a=p%20q&z=1");
        check_query(["p", "q"], Pipe, "a=p%7Cq&z=1");
        check_query(7, Pipe, "a=7&z=1");
        check_query(
            json!({"p": {"q": 1}, "r s": ["x", "y"], "n": null}),
            DeepObject,
            "a[p][q]=1&a[r%20s]=x&a[r%20s]=y&z=1",
        );
        check_query(json!({"p": [1]}), Json, "a=%7B%22p%22%3A%5B1%5D%7D&z=1");
    }

    #[test]
    fn a_form_writes_nested_keys_in_brackets() {
        let mut request = Request::new(Method::POST, "http://h/".to_owned());
        request.set_form(&json!({
            "amount": 5, "card": {"number": "4242 4242", "owner": {"name": "é"}},
            "items": [{"id": 1}, {"id": 2}], "none": null, "tags": ["a", "b"]
        }));
        let BodyKind::Bytes(bytes) = &request.body.0 else { panic!() };
        assert_eq!(
            String::from_utf8_lossy(bytes),
            "amount=5&card%5Bnumber%5D=4242+4242&card%5Bowner%5D%5Bname%5D=%C3%A9&items%5B0%5D%5Bid%5D=1\
             &items%5B1%5D%5Bid%5D=2&tags=a&tags=b"
        );
        request.set_form(&[1]);
        assert!(request.problem.is_some());
    }

    #[test]
    fn a_multipart_form_is_written_as_html_has_it() {
        let form = Multipart::new()
            .value("a\"b", &Some(1))
            .value("none", &None::<i64>)
            .value("list", &["x", "y"])
            .value("object", &json!({"k": 1}))
            .files("none", &None::<File>)
            .file("f", "x\r\n.txt", "text/plain", b"two");
        let boundary = form.boundary.clone();
        let (content_type, body) = form.finish();
        assert_eq!(content_type, format!("multipart/form-data; boundary={boundary}"));
        assert_eq!(
            String::from_utf8(body).unwrap(),
            format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"a%22b\"\r\n\r\n1\r\n--{boundary}\r\n\
                 Content-Disposition: form-data; name=\"list\"\r\n\r\nx\r\n--{boundary}\r\n\
                 Content-Disposition: form-data; name=\"list\"\r\n\r\ny\r\n--{boundary}\r\n\
                 Content-Disposition: form-data; name=\"object\"\r\nContent-Type: application/json\r\n\r\n{{\"k\":1}}\r\n--{boundary}\r\n\
                 Content-Disposition: form-data; name=\"f\"; filename=\"x%0D%0A.txt\"\r\nContent-Type: text/plain\r\n\r\ntwo\
                 \r\n--{boundary}--\r\n"
            )
        );
    }

    #[test]
    fn a_uuid_is_random_and_of_version_4() {
        let (one, other) = (uuid(), uuid());
        assert_ne!(one, other);
        for id in [one, other] {
            let parsed = ::uuid::Uuid::parse_str(&id).unwrap();
            assert_eq!(parsed.get_version_num(), 4);
            assert_eq!(parsed.get_variant(), ::uuid::Variant::RFC4122);
        }
    }

    #[test]
    fn a_stream_is_sent_once() {
        let body = Body::once("x");
        assert!(!body.is_repeatable());
        assert!(body.take().is_some() && body.take().is_none());
        let body = Body::from("x");
        assert!(body.take().is_some() && body.take().is_some());
    }

    #[test]
    fn debug_shows_no_value() {
        let mut request = Request::new(Method::GET, "http://h/a".to_owned());
        let value = HeaderValue::from_static("MARKER");
        set(&mut request.headers, &HeaderName::from_static("x-key"), value);
        request.add_query("key", "MARKER");
        assert_eq!(
            format!("{request:?}"),
            r#"Request { method: GET, url: "http://h/a", headers: ["x-key"], .. }"#
        );
    }
}
