//! Request bodies, responses and their headers.

use super::super::document::{self, Entries, Located, Part, Referable};
use super::super::{
    At, Condition, Format, Header, MediaType, RequestBody, Response, ResponseBody, Scalar, Schema,
};
use super::super::{Status, Test, names};
use super::{Resolver, refuse, texts};

impl<'d> Resolver<'d, '_> {
    pub(super) fn body(
        &mut self,
        part: &'d Part<Referable<document::RequestBody>>,
        operation: &str,
    ) -> Option<RequestBody> {
        let (at, written, shared) =
            self.referable(part, "requestBodies", &self.components.request_bodies)?;
        let type_name = suffixed(shared.map_or(operation.to_owned(), names::type_name), "Request");
        let content: Vec<_> = written.content.value.as_ref()?.iter().collect();
        let format = |key: &str| media_type(at, key).map(|m| m.format);
        let json = content.iter().find(|(key, _)| format(&key.value) == Some(Format::Json));
        let sent = json.or(content.first()).map(|(_, sent)| value(sent));
        let (content, others): (Vec<_>, Vec<_>) =
            content.iter().copied().partition(|(_, written)| Some(value(written)) == sent);
        for (key, _) in others {
            self.report.warning(
                key.at,
                "this media type has another schema than the one that is sent, and is not sent",
            );
        }
        let Some((mut media_types, schema)) = self.content(&content, &type_name) else {
            self.report
                .problem(at, "a request body without a media type; write one under `content`");
            return None;
        };
        for media_type in media_types.iter_mut().filter(|m| m.name.contains('*')) {
            media_type.name = match media_type.format {
                Format::Text => "text/plain".to_owned(),
                _ => "application/octet-stream".to_owned(),
            };
        }
        Some(RequestBody {
            at,
            description: texts::sentence(written.description.as_ref()),
            required: written.required,
            media_types,
            schema,
        })
    }

    pub(super) fn responses(
        &mut self,
        part: &'d Part<Entries<Referable<document::Response>>>,
        operation: &str,
    ) -> Vec<Response> {
        let mut responses: Vec<Response> = Vec::new();
        for (key, part) in part.value.iter().flat_map(|responses| &responses.0) {
            let status = match status(&key.value) {
                Ok(status) => status,
                Err(message) => {
                    self.report.problem(key.at, message);
                    continue;
                }
            };
            // The first success is what a call gives, and needs no number.
            let is_first = status.is_success() && !responses.iter().any(|r| r.status.is_success());
            let type_name = match is_first {
                true => format!("{operation}Response"),
                false => {
                    format!("{operation}{}Response", names::type_name(&key.value.to_lowercase()))
                }
            };
            if let Some(response) = self.response(part, status, &type_name) {
                responses.push(Response { at: key.at, ..response });
            }
        }
        responses
    }

    fn response(
        &mut self,
        part: &'d Part<Referable<document::Response>>,
        status: Status,
        name: &str,
    ) -> Option<Response> {
        let (at, written, shared) =
            self.referable(part, "responses", &self.components.responses)?;
        let type_name =
            shared.map_or(name.to_owned(), |name| suffixed(names::type_name(name), "Response"));
        let content: Vec<_> = written.content.iter().collect();
        let content = self.content(&content, &type_name);
        let headers = written.headers.0.iter();
        Some(Response {
            at,
            status,
            description: texts::sentence(written.description.as_ref()),
            body: content.map(|(media_types, schema)| ResponseBody { media_types, schema }),
            // What OpenAPI says of this one: it shall be ignored.
            headers: headers
                .filter(|(key, _)| !key.value.eq_ignore_ascii_case("content-type"))
                .filter_map(|(key, part)| self.header(key.at, &key.value, part, &type_name))
                .collect(),
            error_when: written
                .x_error_when
                .as_ref()
                .map(|when| self.conditions(when))
                .unwrap_or_default(),
        })
    }

    fn header(
        &mut self,
        at: At,
        name: &str,
        part: &'d Part<Referable<document::Header>>,
        owner: &str,
    ) -> Option<Header> {
        let (place, written, shared) = self.referable(part, "headers", &self.components.headers)?;
        let type_name =
            shared.map_or_else(|| format!("{owner}{}", names::type_name(name)), names::type_name);
        let of_schema = written.schema.value.as_ref();
        let example = written.example.as_ref().or(of_schema.and_then(|s| s.example.as_ref()));
        Some(Header {
            at: shared.map_or(at, |_| place),
            name: name.to_owned(),
            rust: names::field(name),
            deprecated: written.deprecated,
            schema: self.schema(&written.schema, &type_name),
            example: example.map(super::super::document::Literal::text),
            description: texts::description(
                written.description.as_ref(),
                written.schema.value.as_ref(),
                written.example.as_ref(),
            ),
            wait: written.x_wait.is_some(),
            marks: texts::marks(
                written.x_undocumented.as_ref(),
                written.x_differs.as_ref(),
                of_schema,
            ),
        })
    }

    /// The media types of a body and the schema that they share; nothing, if there is none.
    fn content(
        &mut self,
        content: &[(&'d Located<String>, &'d document::MediaType)],
        name: &str,
    ) -> Option<(Vec<MediaType>, Schema)> {
        let mut media_types: Vec<MediaType> = Vec::new();
        let mut first: Option<(&'d document::MediaType, Schema)> = None;
        for (key, written) in content {
            self.encoding(&written.encoding);
            let Located { at, value: word } = key;
            let found = media_type(*at, word);
            refuse! { self.report,
                found.is_none() => *at, "`{word}` is not a media type; write one, such as `application/json`";
            }
            let Some(mut media_type) = found else { continue };
            if first.is_none() {
                let schema = match &written.schema {
                    Some(schema) => self.schema(schema, name),
                    None => unwritten(media_type.format),
                };
                first = Some((written, schema));
            }
            let Some((other, schema)) = &first else { continue };
            let has_type = !matches!(schema, Schema::Scalar(Scalar::Binary | Scalar::String));
            if media_type.name.ends_with("/*") && has_type {
                media_type.name = "application/json".to_owned();
                media_type.format = Format::Json;
                if media_types.iter().any(|m| m.format == Format::Json) {
                    continue;
                }
            }
            refuse! { self.report,
                media_types.iter().any(|m| m.name == media_type.name) => key.at, "this media type is listed twice; keep one";
                value(other) != value(written) => key.at, "this media type has another schema than the one above, and a body has one type; use the same, or remove this";
            }
            media_types.push(media_type);
        }
        first.map(|(_, schema)| (media_types, schema))
    }

    /// What a form says of its properties, and is not how they are written.
    fn encoding(&mut self, encoding: &Entries<document::Encoding>) {
        for (_, written) in encoding.iter() {
            let style = written.style.as_ref();
            let is_ours = |style: document::Style| {
                matches!(style, document::Style::Form | document::Style::DeepObject)
            };
            let style = style.filter(|style| !is_ours(style.value)).map(|style| style.at);
            let commas = written.explode.as_ref().filter(|explode| !explode.value).map(|e| e.at);
            for at in style.into_iter().chain(commas) {
                self.report.problem(at, "a form has one pair for each item of a list, and nested keys in brackets; describe the property as a string, and say in its description how it is written");
            }
        }
    }

    fn conditions(&mut self, part: &'d Part<document::ErrorWhen>) -> Vec<Condition> {
        let Some(when) = &part.value else {
            return Vec::new();
        };
        let lists = [
            (Test::Present, &when.present),
            (Test::Absent, &when.absent),
            (Test::False, &when.is_false),
        ];
        let mut conditions = Vec::new();
        for (test, pointers) in lists {
            for pointer in pointers {
                if let Some(tokens) = self.pointer(pointer).filter(|p| !p.is_empty()) {
                    conditions.push(Condition { at: pointer.0.at, test, pointer: tokens });
                }
            }
        }
        if conditions.is_empty() {
            self.report.problem(part.at, "no condition; write some, or remove it");
        }
        conditions
    }
}

/// The schema of a body, as it is written.
fn value(written: &document::MediaType) -> Option<Option<&document::Schema>> {
    written.schema.as_ref().map(|schema| schema.value.as_ref())
}

/// What a body is whose schema is not written.
fn unwritten(format: Format) -> Schema {
    match format {
        Format::Json | Format::Xml | Format::Form | Format::Multipart => Schema::Any,
        Format::Text => Schema::Scalar(Scalar::String),
        Format::Bytes => Schema::Scalar(Scalar::Binary),
    }
}

/// A name with this suffix, once.
fn suffixed(name: String, word: &str) -> String {
    if name.ends_with(word) { name } else { name + word }
}

/// A media type by its name; parameters such as `charset` say nothing here.
fn media_type(at: At, name: &str) -> Option<MediaType> {
    let name = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (top, sub) = name.split_once('/')?;
    let word = |s: &str| {
        !s.is_empty() && s.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+*".contains(&b))
    };
    if !word(top) || !word(sub) {
        return None;
    }
    let format = match (top, sub) {
        ("application" | "text", "json") => Format::Json,
        ("application" | "text", "xml") => Format::Xml,
        _ if sub.ends_with("+json") => Format::Json,
        _ if sub.ends_with("+xml") => Format::Xml,
        ("application", "x-www-form-urlencoded") => Format::Form,
        ("multipart", "form-data") => Format::Multipart,
        ("text", _) => Format::Text,
        _ => Format::Bytes,
    };
    Some(MediaType { at, name, format })
}

/// A response's key, or what to do about it.
fn status(key: &str) -> Result<Status, &'static str> {
    match key.as_bytes() {
        b"default" => Ok(Status::Default),
        [class @ b'2'..=b'5', b'X' | b'x', b'X' | b'x'] => Ok(Status::Range(class - b'0')),
        [b'2'..=b'5', b'0'..=b'9', b'0'..=b'9'] => {
            Ok(Status::Code(key.parse().unwrap_or_default()))
        }
        [b'1', _, _] => Err("no call ends with such a response; remove it"),
        _ => Err("not a status; write one, such as \"200\", `4XX` or `default`"),
    }
}
