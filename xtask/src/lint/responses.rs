//! The answers of an operation: one success, one error schema for the provider, media types that can be decoded.

use super::keywords::is_pointer;
use super::references::{object_at, schema_name};
use super::schemas::{Form, form};
use super::security::is_header_name;
use super::{Node, Report};

/// Checks the responses of every operation.
pub fn check(document: &Node<'_>, report: &mut Report) {
    let mut error: Option<(String, String)> = None;
    for (_, operation) in document.operations() {
        let Some(responses) = operation.get("responses") else {
            continue;
        };
        for status in ["200", "4XX", "5XX"] {
            if responses.value.is_object() && responses.get(status).is_none() {
                report.add(&responses.at, format!("no response {status}; describe it"));
            }
        }
        for (status, response) in responses.members() {
            if let Some(message) = unread_status(status) {
                report.add(&response.at, message);
                continue;
            }
            header_names(&response, report);
            let body = media_types(&response, report);
            if status == "200" {
                error_when(
                    document,
                    &response,
                    body.as_ref().map(|(name, _)| *name),
                    report,
                );
                continue;
            }
            if let Some(when) = response.get("x-error-when") {
                report.add(
                    &when.at,
                    "only a 200 may be an error in disguise; remove it",
                );
            }
            if let Some((name, at)) = body {
                match &error {
                    None => error = Some((name.to_owned(), at)),
                    Some((first, place)) if first != name => {
                        report.add(&at, format!("`{name}` is a second schema for errors, and a provider has one; use `{first}` (as at {place})"));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    for (name, schema) in document.schemas() {
        for mark in ["x-code", "x-message"] {
            let Some(place) = schema.get(mark) else {
                continue;
            };
            if error.as_ref().is_none_or(|(error, _)| error != name) {
                report.add(
                    &place.at,
                    "only the schema of error answers says so; remove it",
                );
            } else if let Some(pointer) = place.value.as_str().filter(|p| is_pointer(p)) {
                match object_at(document, name, pointer).map(form) {
                    Some(Form::String | Form::Integer | Form::Enum) => {}
                    Some(_) => report.add(
                        &place.at,
                        format!(
                            "`{pointer}` points to neither a text nor a whole number; point to one"
                        ),
                    ),
                    None => report.add(
                        &place.at,
                        format!("`{name}` has nothing at `{pointer}`; correct the pointer"),
                    ),
                }
            }
        }
    }
}

/// What to do about a status that nothing reads.
fn unread_status(status: &str) -> Option<&'static str> {
    match status {
        "200" | "4XX" | "5XX" => None,
        "default" => {
            Some("`default` would stand for success and error alike; describe 4XX and 5XX instead")
        }
        _ => Some(match status.as_bytes().first() {
            Some(b'2') => "a read answers 200; describe the success there",
            Some(b'4') => "errors have one schema for all; describe it under 4XX",
            Some(b'5') => "errors have one schema for all; describe it under 5XX",
            _ => "nothing reads this status; describe 200, 4XX and 5XX",
        }),
    }
}

fn header_names(response: &Node<'_>, report: &mut Report) {
    for (name, header) in response.members_of("headers") {
        if !is_header_name(name) {
            report.add(
                &header.at,
                "no name for a header; write letters, digits and `-`",
            );
        }
    }
}

/// Checks the media types of a response; the schema that they share, and where it is named.
fn media_types<'a>(response: &Node<'a>, report: &mut Report) -> Option<(&'a str, String)> {
    let mut shared: Option<(&str, String)> = None;
    if response.members_of("content").next().is_none() && response.value.is_object() {
        report.add(&response.at, "no `content`; name the body's schema, or a free-form object where it is not documented");
    }
    for (media_type, media) in response.members_of("content") {
        if syntax(media_type).is_none() {
            report.add(&media.at, "only JSON and XML are decoded; write application/json, text/json, application/xml, text/xml or a type that ends in +json or +xml, in small letters and without parameters");
        }
        let Some(reference) = media.get("schema").and_then(|s| s.get("$ref")) else {
            continue;
        };
        let Some(name) = reference.value.as_str().and_then(schema_name) else {
            continue;
        };
        match &shared {
            None => shared = Some((name, reference.at)),
            Some((first, _)) if *first != name => {
                report.add(&reference.at, format!("another media type of this answer has `{first}`, and all of them make one type; use that one"));
            }
            Some(_) => {}
        }
    }
    shared
}

/// The syntax of a media type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// RFC 8259.
    Json,
    /// XML 1.0.
    Xml,
}

/// The syntax of a media type's bodies, if it can be decoded.
pub fn syntax(media_type: &str) -> Option<Syntax> {
    let (top, sub) = media_type.split_once('/')?;
    let word = |s: &str| {
        !s.is_empty()
            && s.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"!#$&-^_.+".contains(&b))
    };
    if !word(top) || !word(sub) {
        None
    } else if sub.ends_with("+json") || (sub == "json" && matches!(top, "application" | "text")) {
        Some(Syntax::Json)
    } else if sub.ends_with("+xml") || (sub == "xml" && matches!(top, "application" | "text")) {
        Some(Syntax::Xml)
    } else {
        None
    }
}

/// Checks that a disguised error is told by what the schema has.
fn error_when(document: &Node<'_>, response: &Node<'_>, schema: Option<&str>, report: &mut Report) {
    let Some(when) = response.get("x-error-when") else {
        return;
    };
    if when
        .members()
        .all(|(_, pointers)| pointers.items().next().is_none())
    {
        report.add(&when.at, "no condition; write some, or remove it");
    }
    for (_, pointers) in when.members() {
        for pointer in pointers.items() {
            let (Some(text), Some(schema)) = (pointer.value.as_str(), schema) else {
                continue;
            };
            // The runtime looks no deeper.
            if text.matches('/').count() > 2 {
                report.add(
                    &pointer.at,
                    format!("`{text}` leads through more than two members; name one further up"),
                );
            } else if object_at(document, schema, text).is_none() {
                report.add(
                    &pointer.at,
                    format!("`{schema}` has nothing at `{text}`; correct the pointer"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{NO_XML, check, check_operation};

    #[test]
    fn statuses() {
        check_operation(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "",
            &["/responses: no response 5XX; describe it"],
        );
        check_operation(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        default:\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            &[
                "/responses: no response 5XX; describe it",
                "/responses/default: `default` would stand for success and error alike; describe 4XX and 5XX instead",
            ],
        );
        check_operation(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n        \"201\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            &["/responses/201: a read answers 200; describe the success there"],
        );
        check_operation(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n        \"404\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            &["/responses/404: errors have one schema for all; describe it under 4XX"],
        );
        check_operation(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n        \"500\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            &["/responses/500: errors have one schema for all; describe it under 5XX"],
        );
        check_operation(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n        \"304\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            &["/responses/304: nothing reads this status; describe 200, 4XX and 5XX"],
        );
        check_operation(
            "        \"200\":\n",
            "        \"202\":\n",
            &[
                "/responses: no response 200; describe it",
                "/responses/202: a read answers 200; describe the success there",
            ],
        );
    }

    #[test]
    fn schemas() {
        check_operation(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Reason\"}\n",
            &[
                "/responses/5XX/content/application~1json/schema/$ref: `Reason` is a second schema for errors, and a provider has one; use `Problem` (as at /paths/~1accounts~1{id}/get/responses/4XX/content/application~1json/schema/$ref)",
            ],
        );
        check_operation(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n",
            &[
                "/responses/5XX: no `content`; name the body's schema, or a free-form object where it is not documented",
            ],
        );
        check_operation(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {type: object, additionalProperties: true}\n",
            &[
                "/responses/5XX/content/application~1json/schema: an inline schema; a body is an object with a name: put it under components.schemas and write $ref",
            ],
        );
        check(
            "            application/xml:\n              schema: {$ref: \"#/components/schemas/Account\"}\n",
            "            application/xml:\n              schema: {$ref: \"#/components/schemas/Reason\"}\n",
            &[
                &NO_XML[..],
                &["/paths/~1accounts~1{id}/get/responses/200/content/application~1xml/schema/$ref: another media type of this answer has `Account`, and all of them make one type; use that one"],
            ].concat(),
        );
    }

    #[test]
    fn media_types() {
        check_operation(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            text/html:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            &[
                "/responses/5XX/content/text~1html: only JSON and XML are decoded; write application/json, text/json, application/xml, text/xml or a type that ends in +json or +xml, in small letters and without parameters",
            ],
        );
        check_operation(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json; charset=utf-8:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            &[
                "/responses/5XX/content/application~1json; charset=utf-8: only JSON and XML are decoded; write application/json, text/json, application/xml, text/xml or a type that ends in +json or +xml, in small letters and without parameters",
            ],
        );
        check_operation(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            Application/Json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            &[
                "/responses/5XX/content/Application~1Json: only JSON and XML are decoded; write application/json, text/json, application/xml, text/xml or a type that ends in +json or +xml, in small letters and without parameters",
            ],
        );
        check_operation(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            '*/*':\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            &[
                "/responses/5XX/content/*~1*: only JSON and XML are decoded; write application/json, text/json, application/xml, text/xml or a type that ends in +json or +xml, in small letters and without parameters",
            ],
        );
        check_operation(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            &[
                "/responses/5XX/content/json: only JSON and XML are decoded; write application/json, text/json, application/xml, text/xml or a type that ends in +json or +xml, in small letters and without parameters",
            ],
        );
        check(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            text/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            &[],
        );
        check(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/vnd.api+json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            &[],
        );
        check(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            text/xml:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            &[],
        );
        check(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            image/svg+xml:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            &[],
        );
    }

    #[test]
    fn headers() {
        check_operation(
            "            X-Wait:\n",
            "            X Wait:\n",
            &["/responses/4XX/headers/X Wait: no name for a header; write letters, digits and `-`"],
        );
    }

    #[test]
    fn errors_in_disguise() {
        check_operation(
            r#"x-error-when: {present: [/problem], "false": [/fine]}"#,
            "x-error-when: {}",
            &["/responses/200/x-error-when: no condition; write some, or remove it"],
        );
        check_operation(
            r#"x-error-when: {present: [/problem], "false": [/fine]}"#,
            "x-error-when: {absent: []}",
            &["/responses/200/x-error-when: no condition; write some, or remove it"],
        );
        check_operation(
            "present: [/problem]",
            "present: [/problm]",
            &[
                "/responses/200/x-error-when/present/0: `Account` has nothing at `/problm`; correct the pointer",
            ],
        );
        check_operation(
            "present: [/problem]",
            "present: [/problem/x]",
            &[
                "/responses/200/x-error-when/present/0: `Account` has nothing at `/problem/x`; correct the pointer",
            ],
        );
        check_operation(
            "present: [/problem]",
            "present: [/problem/code/x]",
            &[
                "/responses/200/x-error-when/present/0: `/problem/code/x` leads through more than two members; name one further up",
            ],
        );
        check("present: [/problem]", "absent: [/status]", &[]);
        check_operation(
            "          description: Refused.\n",
            "          description: Refused.\n          x-error-when: {present: [/problem]}\n",
            &["/responses/4XX/x-error-when: only a 200 may be an error in disguise; remove it"],
        );
    }

    #[test]
    fn code_and_message() {
        check(
            "x-code: /problem/code",
            "x-code: /problem/number",
            &[
                "/components/schemas/Problem/x-code: `Problem` has nothing at `/problem/number`; correct the pointer",
            ],
        );
        check(
            "x-code: /problem/code",
            "x-code: /problem",
            &[
                "/components/schemas/Problem/x-code: `/problem` points to neither a text nor a whole number; point to one",
            ],
        );
        check(
            "      description: A reason.\n",
            "      description: A reason.\n      x-message: /text\n",
            &[
                "/components/schemas/Reason/x-message: only the schema of error answers says so; remove it",
            ],
        );
    }
}
