//! Decodes the bytes of a body: its media type, and the errors of a body that does not fit.

use serde::de::DeserializeOwned;

use crate::body::content_type::{charset, is_html, media_type};
use crate::body::json;
#[cfg(feature = "xml")]
use crate::body::xml;
use crate::value::document::Tolerance;
use crate::value::fault::{DecodeError, shorten};

/// Decodes a body in JSON, or in XML if it starts with `<`. The encoding is UTF-8; the maximum nesting is 128 levels in
/// JSON and 64 in XML.
///
/// An optional field whose value does not fit its type is `None`: the value is kept in `extra` under its wire name, and
/// [`inspect`](crate::inspect()) lists it, unless it stands for nothing (an empty string, list or object, or
/// `0000-00-00`). A scalar of another kind fits if it is written like one of the type (`"5"`, `5.0` and `1e1` are
/// integers, `5` is a string, `"true"` and `1` are booleans), nulls in a list are omitted, and a field that is given more
/// than once is a list. If a required field does not fit, the object that contains it does not fit.
///
/// XML (with the feature `xml`) decodes into the same types as JSON. Elements and attributes are fields, by their names
/// without a prefix; a list is an element around its items; numbers, booleans, times and the like are text, with
/// optional white space; `xsi:nil="true"` is null. Undocumented elements are kept in JSON form: text as a string,
/// repeated elements as a list, the text of an element with fields as `$text`, an attribute without a field as
/// `Timeout@unit`, and a field that came under its XML name and its JSON name as `Timeout$again`. A DOCTYPE and entities
/// other than the predefined five are errors.
///
/// A lone surrogate in a JSON string becomes U+FFFD.
///
/// # Errors
///
/// Returns an error with the field, its place and the value that was found, or with the kind of the body if it is
/// neither JSON nor XML.
///
/// ```
/// #[derive(Debug, serde::Deserialize)]
/// struct Account {
///     balance: bindery_runtime::Decimal,
/// }
/// let error = bindery_runtime::decode::<Account>(Some("application/json"), b"{\"balance\": \"lots\"}").unwrap_err();
/// assert_eq!(error.to_string(), "balance: expected a decimal number of at most 28 digits, found \"lots\" (line 1, column 13)");
/// ```
pub fn decode<T: DeserializeOwned>(
    content_type: Option<&str>,
    body: &[u8],
) -> Result<T, DecodeError> {
    decode_with(content_type, body, Tolerance::Misfits)
}

/// Like [`decode`], but an optional field that does not fit is an error.
///
/// # Errors
///
/// Returns the errors of [`decode`], and one for any field that does not fit.
pub fn decode_strict<T: DeserializeOwned>(
    content_type: Option<&str>,
    body: &[u8],
) -> Result<T, DecodeError> {
    decode_with(content_type, body, Tolerance::None)
}

fn decode_with<T: DeserializeOwned>(
    content_type: Option<&str>,
    body: &[u8],
    tolerance: Tolerance,
) -> Result<T, DecodeError> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let start = body.trim_ascii_start();
    if start.is_empty() {
        return Err(DecodeError::whole("the body is empty"));
    }
    if u32::try_from(body.len()).is_err() {
        return Err(DecodeError::whole("the body is longer than 4 GiB"));
    }
    if is_html(start) {
        return Err(DecodeError::whole("the body is an HTML page"));
    }
    let text = utf8(content_type, body)?;
    // What a body starts with knows better than any label.
    if !start.starts_with(b"<") {
        if is_xml(content_type) && !start.starts_with(b"{") && !start.starts_with(b"[") {
            return Err(DecodeError::whole("expected XML, found something else"));
        }
        return json::decode(text, tolerance);
    }
    #[cfg(feature = "xml")]
    return xml::decode(text, tolerance);
    #[cfg(not(feature = "xml"))]
    Err(DecodeError::whole("the body is XML; turn on the crate's feature `xml`, or ask for JSON"))
}

/// The body as a text. What is UTF-8 is read as that, whatever its label says: .NET declares UTF-16 in XML that it then
/// sends as UTF-8.
fn utf8<'b>(content_type: Option<&str>, body: &'b [u8]) -> Result<&'b str, DecodeError> {
    let is_wide = matches!(body, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, ..] | [_, 0, ..]);
    let error = match std::str::from_utf8(body) {
        Ok(text) if !is_wide => return Ok(text),
        Ok(_) => None,
        Err(error) => Some(error.valid_up_to()),
    };
    let label = match is_wide {
        true => Some("UTF-16".to_owned()),
        false => {
            content_type.and_then(charset).map(str::to_owned).or_else(|| declared_encoding(body))
        }
    };
    match label.filter(|label| !label.eq_ignore_ascii_case("utf-8")) {
        Some(label) => Err(DecodeError::whole(format!(
            "the encoding {} is not supported; ask for UTF-8",
            shorten(&label)
        ))),
        None => {
            let offset = error.unwrap_or_default();
            Err(DecodeError::at("the body is not in UTF-8", body, offset))
        }
    }
}

#[cfg(feature = "xml")]
use crate::body::xml::declared_encoding;

#[cfg(not(feature = "xml"))]
fn declared_encoding(_: &[u8]) -> Option<String> {
    None
}

/// Whether a `Content-Type` says XML.
fn is_xml(content_type: Option<&str>) -> bool {
    let subtype = media_type(content_type.unwrap_or_default()).split_once('/');
    let suffix = subtype.map_or("", |(_, subtype)| subtype.rsplit('+').next().unwrap_or(subtype));
    suffix.eq_ignore_ascii_case("xml")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::Value;

    use super::*;
    use crate::{Decimal, Extra, Object, Secret, Timestamp};

    crate::open_enum! {
        /// Whether an account may be used.
        pub enum Status { /// `active`
            Active = "active" }
    }

    #[derive(Debug, PartialEq, serde::Serialize)]
    struct Body {
        data: Data,
        #[serde(flatten)]
        extra: Extra,
    }

    crate::object! {
        Body: "an object" {
            data = "data",
        }
    }

    #[derive(Debug, PartialEq, serde::Serialize)]
    struct Data {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<uuid::Uuid>,
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        timeout: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        small: Option<i8>,
        #[serde(skip_serializing_if = "Option::is_none")]
        ratio: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        enabled: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        balance: Option<Decimal>,
        #[serde(skip_serializing_if = "Option::is_none")]
        created: Option<Timestamp>,
        #[serde(skip_serializing_if = "Option::is_none")]
        status: Option<Status>,
        #[serde(skip_serializing_if = "Option::is_none")]
        password: Option<Secret>,
        #[serde(rename = "apiCredentials", skip_serializing_if = "Option::is_none")]
        api_credentials: Option<Credentials>,
        #[serde(skip_serializing_if = "Option::is_none")]
        contacts: Option<Vec<Contact>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        free: Option<Object>,
        #[serde(skip_serializing_if = "Option::is_none")]
        by_name: Option<BTreeMap<String, Contact>>,
        #[serde(flatten)]
        extra: Extra,
    }

    crate::object! {
        Data: "an object" {
            id = "id",
            name = "name",
            timeout = "timeout",
            small = "small",
            ratio = "ratio",
            enabled = "enabled",
            balance = "balance",
            created = "created",
            status = "status",
            password = "password" as secret,
            api_credentials = "apiCredentials" as secret,
            contacts = "contacts",
            free = "free",
            by_name = "by_name",
        }
    }

    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    #[serde(expecting = "an object that holds secrets")]
    struct Credentials {
        secret: Secret,
    }

    #[derive(Debug, PartialEq, serde::Serialize)]
    struct Contact {
        #[serde(skip_serializing_if = "Option::is_none")]
        address: Option<Address>,
        #[serde(flatten)]
        extra: Extra,
    }

    crate::object! {
        Contact: "an object" {
            address = "address",
        }
    }

    #[derive(Debug, PartialEq, serde::Serialize)]
    struct Address {
        city: String,
        #[serde(flatten)]
        extra: Extra,
    }

    crate::object! {
        Address: "an object" {
            city = "city",
        }
    }

    #[track_caller]
    fn check(body: impl AsRef<[u8]>, error: &str) {
        assert_eq!(decode_strict::<Body>(None, body.as_ref()).unwrap_err().to_string(), error);
    }

    #[test]
    fn an_error_names_the_field_and_the_place() {
        check(
            "{\"data\": {\n  \"contacts\": [\n    {\"address\": \"1 Ave\"}]}}",
            "data.contacts[0].address: expected an object, found \"1 Ave\" (line 3, column 17)",
        );
        check("{\r\n\"data\": [1]}", "data: expected an object, found a list (line 2, column 9)");
        check("[]", "expected an object, found a list (line 1, column 1)");
        check("  null", "expected an object, found null (line 1, column 3)");
        check("{}", "data: missing (line 1, column 1)");
        check(
            r#"{"data": {"by_name": {"odd key": {"address": {}}}}}"#,
            "data.by_name[\"odd key\"].address.city: missing (line 1, column 46)",
        );
        check(
            r#"{"data": {"name": "a", "name": "b"}}"#,
            "data.name: given more than once (line 1, column 32)",
        );
        // A column is a character, however many bytes that has.
        check(
            r#"{"é€𝄞": "é€𝄞", "data": 7}"#,
            "data: expected an object, found 7 (line 1, column 24)",
        );
    }

    /// Each wrong value for a field of `Data`.
    #[track_caller]
    fn check_field(field: &str, value: &str, error: &str) {
        check(
            format!("{{\"data\": {{\"{field}\": {value}}}}}"),
            &format!("data.{field}: {error} (line 1, column {})", 15 + field.len()),
        );
    }

    #[test]
    fn an_error_says_what_was_expected_and_what_was_found() {
        check_field("id", "\"sample\"", "expected a UUID, found \"sample\"");
        check_field("id", "5", "expected a UUID, found 5");
        check_field("name", "5", "expected a string, found 5");
        check_field("name", "{\"a\": 1}", "expected a string, found an object");
        check_field("timeout", "\"4\"", "expected a whole number, found \"4\"");
        check_field("timeout", "4.5", "expected a whole number, found 4.5");
        check_field(
            "timeout",
            "9223372036854775808",
            "expected a whole number that fits i64, found 9223372036854775808",
        );
        check_field("small", "-129", "expected a whole number that fits i8, found -129");
        check_field("ratio", "true", "expected a number, found true");
        check_field("enabled", "\"yes\"", "expected true or false, found \"yes\"");
        check_field(
            "balance",
            "\"lots\"",
            "expected a decimal number of at most 28 digits, found \"lots\"",
        );
        check_field(
            "balance",
            "[]",
            "expected a decimal number of at most 28 digits, found a list",
        );
        check_field(
            "balance",
            "1e400",
            "expected a decimal number of at most 28 digits, found 1e400",
        );
        check_field(
            "created",
            "\"today\"",
            "expected a time such as 2024-03-28T08:00:14Z, found \"today\"",
        );
        check_field(
            "created",
            "1711612814",
            "expected a time such as 2024-03-28T08:00:14Z, found 1711612814",
        );
        check_field("status", "[]", "expected a string, found a list");
        check_field("contacts", "{}", "expected a list, found an object");
        check_field("free", "[]", "expected an object, found a list");
    }

    #[test]
    fn a_secret_is_not_shown_when_it_does_not_fit() {
        check_field("password", "471147114711", "expected a secret string, found a number");
        check_field(
            "password",
            "{\"a\": \"swordfish\"}",
            "expected a secret string, found an object",
        );
        check_field(
            "apiCredentials",
            "\"swordfish\"",
            "expected an object that holds secrets, found a string",
        );
        check_field(
            "apiCredentials",
            "471147114711",
            "expected an object that holds secrets, found a number",
        );
    }

    #[test]
    fn what_is_found_is_shown_in_short_and_without_control_characters() {
        check_field(
            "enabled",
            "\"a\\u0007\\n\\\"b\"",
            "expected true or false, found \"a\\u{7}\\n\\\"b\"",
        );
        let long = "é".repeat(1_000_000);
        let cut = format!("{}…", "é".repeat(40));
        check_field(
            "enabled",
            &format!("\"{long}\""),
            &format!("expected true or false, found \"{cut}\""),
        );
        check_field(
            "balance",
            &"9".repeat(1_000_000),
            &format!("expected a decimal number of at most 28 digits, found {}…", "9".repeat(40)),
        );
        check(
            format!("{{\"data\": {{\"by_name\": {{\"{long}\": 1}}}}}}"),
            &format!(
                "data.by_name[\"{cut}\"]: expected an object, found 1 (line 1, column 1000027)"
            ),
        );
    }

    #[test]
    fn what_is_not_json_is_told_as_what_it_is() {
        check("", "the body is empty");
        check(" \r\n\t", "the body is empty");
        check("\u{feff}", "the body is empty");
        check("<!DOCTYPE HTML><p>Bad gateway", "the body is an HTML page");
        check("Bad gateway", "not JSON: expected value (line 1, column 1)");
        check("{\"data\": {\n\"name\": é}}", "not JSON: expected value (line 2, column 9)");
        check("{\"data\": {}} x", "not JSON: trailing characters (line 1, column 14)");
        check(
            "{\"data\": {\"name\": \"a",
            "not JSON: it breaks off inside a string (line 1, column 21)",
        );
        check("{\"data\": [1,\n", "not JSON: it breaks off inside a value (line 2, column 1)");
        check(b"{\"data\": \"\xff\"}", "the body is not in UTF-8 (line 1, column 11)");
        check("{\"data\": {\"extra\": 01}}", "not JSON: invalid number (line 1, column 21)");
        // What is wrong with the text comes before what is wrong with a field.
        check("{\"data\": 5, x}", "not JSON: key must be a string (line 1, column 13)");
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |levels: usize| {
            format!("{{\"data\": {{\"x\": {}{}}}}}", "[".repeat(levels), "]".repeat(levels))
        };
        assert!(decode::<Body>(None, nested(125).as_bytes()).is_ok());
        check(nested(126), "nested deeper than 128 levels (line 1, column 141)");
        check(nested(100_000), "nested deeper than 128 levels (line 1, column 141)");
        // What is wrong with the text comes before what is wrong with a field, so the rest is looked at too.
        let twice = format!("{{\"x\": {}{}, \"data\": 5}}", "[".repeat(120), "]".repeat(120));
        check(twice, "data: expected an object, found 5 (line 1, column 257)");
        let typed = format!(
            "{{\"data\": {{\"enabled\": {}{}}}}}",
            "[".repeat(100_000),
            "]".repeat(100_000)
        );
        check(typed, "nested deeper than 128 levels (line 1, column 147)");
    }

    #[track_caller]
    fn check_type(content_type: Option<&str>, body: &str, outcome: &str) {
        let decoded = decode::<Value>(content_type, body.as_bytes());
        assert_eq!(decoded.map_or_else(|e| e.to_string(), |value| value.to_string()), outcome);
    }

    #[test]
    fn the_media_type_is_the_header_or_else_what_the_body_starts_with() {
        for json in [
            "application/json", "Application/JSON; charset=utf-8", " text/json",
            "application/problem+json", "application/vnd.api+JSON;v=1", "text/plain",
            "application/octet-stream", "text/html", "nonsense", "",
        ] {
            check_type(Some(json), "\u{feff} {\"a\": 1}", "{\"a\":1}");
        }
        check_type(None, "[1]", "[1]");
        let html = " <!doctype html>\n<p>Bad gateway";
        check_type(Some("text/html"), html, "the body is an HTML page");
        check_type(Some("application/json"), html, "the body is an HTML page");
        check_type(Some("application/json"), "<HTML>", "the body is an HTML page");
        check_type(
            Some("application/json"),
            "<Error/>",
            if cfg!(feature = "xml") {
                "\"\""
            } else {
                "the body is XML; turn on the crate's feature `xml`, or ask for JSON"
            },
        );
    }

    #[test]
    fn serde_jsons_own_names_are_refused_however_they_are_spelt() {
        let refused = "a field that starts with \"$serde_json::private::\" is not accepted (line 1, column 2)";
        check(r#"{"$serde_json::private::RawValue": "1"}"#, refused);
        check(r#"{"$serde_json::private::Number": "1"}"#, refused);
        check(r#"{"\u0024serd\u0065_json\u003a:private\u003A:x": "1"}"#, refused);
        for body in [
            r#"{"$": 1, "$s": "$serde", "\u0024ref": "\u0024serde_json::public"}"#,
            r#"{"a": "x$serde_json::private::", "b": "\"$serde_json", "c": "\\u0024"}"#,
            r#"{"$serde_json::private:\u": 1}"#,
        ] {
            assert_eq!(
                decode::<Value>(None, body.as_bytes()).is_ok(),
                !body.contains("\\u\""),
                "{body}"
            );
        }
    }

    /// Decodes the fields of `Data`, encodes them again, and compares.
    #[track_caller]
    fn check_round_trip(data: &str, written: &str) {
        let body = format!("{{\"data\":{data}}}");
        let decoded: Body = decode(None, body.as_bytes()).unwrap();
        let encoded = serde_json::to_string(&decoded).unwrap();
        assert_eq!(encoded, format!("{{\"data\":{written}}}"));
        assert_eq!(decode::<Body>(None, encoded.as_bytes()).unwrap(), decoded);
    }

    #[test]
    fn nothing_decoded_is_lost() {
        for data in [
            "{}",
            r#"{"name":""}"#,
            r#"{"name":"\u0000\u001f\"\\é€𝄞"}"#,
            r#"{"timeout":-9223372036854775808}"#,
            r#"{"timeout":9223372036854775807}"#,
            r#"{"ratio":5e-324}"#,
            r#"{"ratio":1.7976931348623157e+308}"#,
            r#"{"ratio":-0.0}"#,
            // To the last digit, in a field that is known and in one that is not.
            r#"{"ratio":8589933.692000002,"new":[14310412.853999998,3.0750000000000055]}"#,
            r#"{"new":2.225073858507201e-308}"#,
            r#"{"balance":0.1234567890123456789012345678}"#,
            r#"{"balance":-79228162514264337593543950335}"#,
            r#"{"created":"0001-01-01T00:00:00"}"#,
            r#"{"created":"2024-03-28T08:00:14.9946756+00:00"}"#,
            r#"{"status":"frozen"}"#,
            r#"{"password":"swordfish"}"#,
            r#"{"apiCredentials":{"secret":""}}"#,
            r#"{"contacts":[]}"#,
            r#"{"contacts":[{},{"address":{"city":"a","street":null}}]}"#,
            r#"{"free":{"":{},"a":[null,[],{}]}}"#,
            r#"{"new":{"a":[1,-1,1.5,"x",null,true,{}]}}"#,
            r#"{"small":-128,"big":18446744073709551615}"#,
        ] {
            check_round_trip(data, data);
        }
        // Spelling is all that may change.
        check_round_trip(
            r#"{"balance":"453.20","created":"2021-06-07 21:16"}"#,
            r#"{"balance":453.20,"created":"2021-06-07T21:16:00"}"#,
        );
        // Null, absent: the same.
        check_round_trip(r#"{"name":null,"contacts":null,"free":null}"#, "{}");
    }

    /// Decodes the fields of `Data`, and compares what is written again, and what does not fit.
    #[track_caller]
    fn check_tolerance(data: &str, written: &str, misfits: &[&str]) {
        let body = format!("{{\"data\":{data}}}");
        let decoded: Body = decode(None, body.as_bytes()).unwrap();
        let encoded = serde_json::to_string(&decoded).unwrap();
        assert_eq!(encoded, format!("{{\"data\":{written}}}"), "{data}");
        let misfits: Vec<String> = misfits.iter().map(|name| format!("data.{name}")).collect();
        assert_eq!(crate::inspect(&decoded).misfits, misfits, "{data}");
        assert_eq!(decode::<Body>(None, encoded.as_bytes()).unwrap(), decoded);
    }

    #[test]
    fn a_value_that_does_not_fit_is_kept_and_listed() {
        for (field, value) in [
            ("id", "\"x\""),
            ("name", "[\"a\"]"),
            ("timeout", "4.5"),
            ("timeout", "\"four\""),
            ("small", "300"),
            ("ratio", "1e400"),
            ("enabled", "\"yes\""),
            ("balance", "-1.4210854715202004e-14"),
            ("balance", "1e400"),
            ("balance", "true"),
            ("created", "1711612814"),
            ("created", "\"yesterday\""),
            ("status", "[\"active\"]"),
            ("password", "{\"a\":\"b\"}"),
            ("apiCredentials", "{\"secret\":[1]}"),
            ("contacts", "{\"a\":1}"),
            ("contacts", "[{\"address\":{}},5,null]"),
            ("free", "[1]"),
            ("by_name", "{\"a\":5}"),
        ] {
            let data = format!("{{\"{field}\":{value}}}");
            check_tolerance(&data, &data, &[field]);
        }
        // It stands where other undocumented fields do.
        let body = r#"{"timeout":"x","name":"a","new":1,"small":7}"#;
        let written = r#"{"name":"a","small":7,"timeout":"x","new":1}"#;
        check_tolerance(body, written, &["timeout"]);
    }

    #[test]
    fn what_stands_for_nothing_is_absent() {
        for value in ["null", "\"\"", "\" \"", "[]", "{}"] {
            for field in ["id", "timeout", "ratio", "enabled", "balance", "created"] {
                check_tolerance(&format!("{{\"{field}\":{value}}}"), "{}", &[]);
            }
        }
        for (field, value) in [
            ("created", "\"0000-00-00 00:00:00\""),
            ("apiCredentials", "[]"),
            ("free", "[]"),
            ("by_name", "[]"),
            ("contacts", "\"\""),
            ("contacts", "{}"),
        ] {
            check_tolerance(&format!("{{\"{field}\":{value}}}"), "{}", &[]);
        }
    }

    #[test]
    fn a_scalar_of_another_kind_is_read() {
        for (field, value, written) in [
            ("timeout", "\"123\"", "123"),
            ("timeout", "5.0", "5"),
            ("timeout", "1e1", "10"),
            ("timeout", "-0", "0"),
            ("ratio", "\" 1.5 \"", "1.5"),
            ("name", "507", "\"507\""),
            ("name", "1e400", "\"1e400\""),
            ("name", "true", "\"true\""),
            ("name", "\"cut \\ud83d\"", "\"cut \u{fffd}\""),
            ("enabled", "1", "true"),
            ("enabled", "\"False\"", "false"),
            ("balance", "\"453.2\"", "453.2"),
            ("status", "1.50", "\"1.50\""),
            ("password", "4711", "\"4711\""),
            ("created", "\"2024-03-28\"", "\"2024-03-28\""),
            ("created", "\"/Date(0)/\"", "\"1970-01-01T00:00:00Z\""),
        ] {
            let written = format!("{{\"{field}\":{written}}}");
            check_tolerance(&format!("{{\"{field}\":{value}}}"), &written, &[]);
        }
    }

    #[test]
    fn nulls_in_lists_are_left_out() {
        check_tolerance(r#"{"contacts":[null,{},null]}"#, r#"{"contacts":[{}]}"#, &[]);
        check_tolerance(
            r#"{"by_name":{"a":null,"b":{}},"new":[null],"free":{"a":null}}"#,
            r#"{"free":{"a":null},"by_name":{"b":{}},"new":[null]}"#,
            &[],
        );
        assert_eq!(decode::<Vec<i64>>(None, b"[1, null, \"2\"]").unwrap(), [1, 2]);
        let kept = decode::<Vec<Option<i64>>>(None, b"[1, null, \"2\"]").unwrap();
        assert_eq!(kept, [Some(1), None, Some(2)]);
        let nested = decode::<Vec<Vec<i64>>>(None, b"[null, [1, null], [null]]").unwrap();
        assert_eq!(nested, [vec![1], vec![]]);
    }

    #[test]
    fn a_field_that_is_given_more_than_once_is_a_list() {
        check_tolerance(
            r#"{"name":"a","new":1,"name":"b","\u006eew":[2]}"#,
            r#"{"name":["a","b"],"new":[1,[2]]}"#,
            &["name"],
        );
    }

    #[test]
    fn a_required_value_that_does_not_fit_is_an_error() {
        let error = |body: &str| decode::<Address>(None, body.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            error("{\"city\": {}}"),
            "city: expected a string, found an object (line 1, column 10)"
        );
        assert_eq!(
            error("{\"city\": null}"),
            "city: expected a string, found null (line 1, column 10)"
        );
        assert_eq!(error("{}"), "city: missing (line 1, column 1)");
    }

    #[test]
    fn every_shape_is_read() {
        #[derive(Debug, serde::Deserialize)]
        enum Shape {
            Unit,
            Newtype(#[expect(dead_code)] u8),
            Struct {
                #[expect(dead_code)]
                a: (f32, char),
            },
        }
        #[derive(Debug, serde::Deserialize)]
        #[expect(dead_code)]
        struct Wrong {
            shapes: Vec<Shape>,
            bytes: serde::de::IgnoredAny,
            numbers: (u64, i64, f64),
            unit: (),
            last: bool,
        }
        let body = r#"{"shapes": ["Unit", {"Newtype": 1}, {"Struct": {"a": [1, "\u0041"]}}], "bytes": {"x": [1]},
            "numbers": [18446744073709551615, -1, 1.5], "unit": null, "last": 7}"#;
        let error = decode::<Wrong>(None, body.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), "last: expected true or false, found 7 (line 2, column 79)");
        assert_eq!((error.path(), error.line(), error.column()), ("last", 2, 79));
        let error = decode::<Vec<Shape>>(None, br#"[{"Newtype": 300}]"#).unwrap_err();
        assert_eq!(
            error.to_string(),
            "[0].Newtype: expected a whole number that fits u8, found 300 (line 1, column 14)"
        );
        let error = decode::<Vec<Shape>>(None, br#"["Other"]"#).unwrap_err();
        assert_eq!(
            error.to_string(),
            "[0]: unknown variant `Other`, expected one of `Unit`, `Newtype`, `Struct` (line 1, column 2)"
        );
    }
}
