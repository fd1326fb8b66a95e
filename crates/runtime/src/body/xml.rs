//! XML: read by quick-xml into a document, from which any type deserializes as it would from JSON.

use std::borrow::Cow;
use std::io::BufRead;

use memchr::{memchr, memchr2};
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, BytesText, Event};
use quick_xml::{Error, Reader, XmlVersion};
use serde::de::DeserializeOwned;

use crate::body::decode::{DEPTH, DecodeError, Tolerance, excerpt, shorten, too_deep};
use crate::body::document::{
    ATTRIBUTE, ATTRIBUTES, Document, ELEMENTS, JOINED, NIL, Node, TEXT, is_blank,
};

/// Decodes an XML body, in UTF-8 with or without a byte order mark.
pub(crate) fn decode<T: DeserializeOwned>(
    content_type: Option<&str>,
    body: &[u8],
    tolerance: Tolerance,
) -> Result<T, DecodeError> {
    let text = utf8(
        content_type,
        body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body),
    )?;
    let document = Builder::new(text).read()?;
    T::deserialize(document.root(tolerance)).map_err(|fault| fault.into_error(text))
}

/// The body as a text, whatever it says of its encoding: .NET declares UTF-16 in what it then sends as UTF-8.
fn utf8<'b>(content_type: Option<&str>, body: &'b [u8]) -> Result<&'b str, DecodeError> {
    let other = |encoding: &str| {
        Err(DecodeError::whole(format!(
            "the encoding {} is not supported; ask for UTF-8",
            shorten(encoding)
        )))
    };
    match body {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, ..] | [b'<', 0, 0, ..] => return other("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'<', 0, ..] | [0, b'<', ..] => {
            return other("UTF-16");
        }
        _ => {}
    }
    let error = match std::str::from_utf8(body) {
        Ok(text) => return Ok(text),
        Err(error) => error,
    };
    let parameters = content_type.unwrap_or_default().split(';').skip(1);
    let charset = parameters
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
        .map(|(_, value)| value.trim().trim_matches(['"', '\'']).to_owned());
    let label = charset.or_else(|| declared(body)).unwrap_or_default();
    if label.is_empty() || label.eq_ignore_ascii_case("utf-8") {
        return Err(DecodeError::at(
            "not XML: not in UTF-8",
            body,
            error.valid_up_to(),
        ));
    }
    other(&label)
}

/// The encoding that the XML declaration names.
fn declared(body: &[u8]) -> Option<String> {
    let start = body.trim_ascii_start();
    if !start.starts_with(b"<?xml") {
        return None;
    }
    let end = start.windows(2).take(1_000).position(|w| w == b"?>")? + 2;
    let declaration = std::str::from_utf8(start.get(..end)?).ok()?;
    match Reader::from_str(declaration).read_event().ok()? {
        Event::Decl(declaration) => Some(declaration.encoding()?.ok()?.into_owned()),
        _ => None,
    }
}

/// The namespace of `nil` and `type`.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// A document while it is read.
struct Builder<'t> {
    document: Document<'t>,
    /// The elements that are open, the innermost last.
    open: Vec<u32>,
    /// The prefixes of the open elements that are bound to `XSI`, or no longer.
    prefixes: Vec<Prefix>,
    /// Whether there are carriage returns, which are part of line ends only.
    returns: bool,
}

struct Prefix {
    name: String,
    is_xsi: bool,
    /// The number of open elements.
    depth: usize,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            document: Document::new(text),
            open: Vec::new(),
            prefixes: Vec::new(),
            returns: memchr(b'\r', text.as_bytes()).is_some(),
        }
    }

    fn read(mut self) -> Result<Document<'t>, DecodeError> {
        let text = self.document.text;
        let mut reader = Reader::from_str(text);
        loop {
            // Text as far as the next markup is taken here, at a fraction of what an event costs.
            let start = reader.buffer_position();
            let rest = text.get(start as usize..).unwrap_or_default();
            let length = memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
            if length > 0 {
                let taken = self.text(rest.get(..length).unwrap_or_default());
                taken.map_err(|message| self.error(message, start))?;
                reader.stream().consume(length);
            }
            let start = reader.buffer_position();
            let event = reader.read_event().map_err(|error| {
                let message = match error {
                    Error::Syntax(error) => error.to_string(),
                    Error::IllFormed(error) => error.to_string(),
                    error => error.to_string(),
                };
                self.error(
                    format!("not XML: {}", excerpt(&message, 200)),
                    reader.error_position(),
                )
            })?;
            let taken = match event {
                Event::Start(tag) => self.open(&tag),
                Event::Empty(tag) => self.open(&tag).map(|()| self.close()),
                Event::End(_) => {
                    self.close();
                    Ok(())
                }
                Event::Text(text) => self.text(&text),
                Event::CData(text) => self.text(&text),
                Event::GeneralRef(reference) => {
                    resolve(&reference).and_then(|text| self.piece(Cow::Owned(text)))
                }
                Event::DocType(_) => Err("a DOCTYPE is not accepted".to_owned()),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => Ok(()),
                Event::Eof => break,
            };
            taken.map_err(|message| self.error(message, start))?;
        }
        match self.open.last() {
            Some(&open) => {
                let message = format!(
                    "not XML: it breaks off inside <{}>",
                    excerpt(self.document.name(open), 40)
                );
                Err(self.error(message, self.document.text.len() as u64))
            }
            None if self.document.nodes.is_empty() => {
                Err(self.error("not XML: it has no element", 0))
            }
            None => Ok(self.document),
        }
    }

    fn error(&self, message: impl Into<String>, offset: u64) -> DecodeError {
        DecodeError::at(
            message,
            self.document.text.as_bytes(),
            usize::try_from(offset).unwrap_or(usize::MAX),
        )
    }

    fn open(&mut self, tag: &BytesStart<'t>) -> Result<(), String> {
        match self.open.last() {
            Some(_) if self.open.len() + 1 >= DEPTH => return Err(too_deep()),
            Some(&parent) => self.flag(parent, ELEMENTS),
            None if self.document.nodes.is_empty() => {}
            None => return Err("not XML: there is a second root element".to_owned()),
        }
        let index = self.push(local(tag.name().into_inner()), 0)?;
        self.open.push(index);
        if !tag.attributes_raw().is_empty() {
            self.attributes(tag, index)?;
        }
        Ok(())
    }

    fn push(&mut self, name: &str, flags: u32) -> Result<u32, String> {
        let is_name =
            |first: &u8| first.is_ascii_alphabetic() || *first == b'_' || !first.is_ascii();
        if !name.as_bytes().first().is_some_and(is_name) {
            return Err(format!("not XML: {} is not a name", shorten(name)));
        }
        let index = self.document.nodes.len() as u32;
        let name = self.document.span(name);
        self.document.nodes.push(Node {
            name,
            text: (0, 0),
            next: index + 1,
            flags,
        });
        Ok(index)
    }

    fn flag(&mut self, index: u32, flag: u32) {
        if let Some(node) = self.document.nodes.get_mut(index as usize) {
            node.flags |= flag;
        }
    }

    fn close(&mut self) {
        let Some(index) = self.open.pop() else { return };
        let next = self.document.nodes.len() as u32;
        let node = self.document.node(index);
        let is_layout = node.flags & ELEMENTS != 0 && is_blank(self.document.text(index));
        if let Some(node) = self.document.nodes.get_mut(index as usize) {
            node.next = next;
            if is_layout {
                node.flags &= !(TEXT | JOINED);
            }
        }
        while self
            .prefixes
            .last()
            .is_some_and(|prefix| prefix.depth > self.open.len())
        {
            self.prefixes.pop();
        }
    }

    fn attributes(&mut self, tag: &BytesStart<'t>, element: u32) -> Result<(), String> {
        // quick-xml compares each name with each; here a name that comes twice is found when it is used.
        let attributes = || {
            let mut attributes = tag.attributes();
            attributes.with_checks(false);
            attributes
        };
        for attribute in attributes() {
            let attribute = attribute.map_err(|error| attribute_error(&error))?;
            if let Some(prefix) = attribute.key.as_ref().strip_prefix("xmlns:") {
                self.bind(prefix, &attribute.value)?;
            }
        }
        for attribute in attributes().flatten() {
            let name = attribute.key.as_ref();
            let (prefix, local) = name.split_once(':').unwrap_or(("", name));
            if prefix == "xmlns" || name == "xmlns" {
                continue;
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| attribute_error(&error))?;
            let is_xsi = self.is_xsi(prefix);
            if is_xsi {
                if local == "nil" && matches!(value.trim_ascii(), "true" | "1") {
                    self.flag(element, NIL);
                }
                if local != "type" {
                    continue;
                }
            }
            self.flag(element, ATTRIBUTES);
            let index = self.push(if is_xsi { name } else { local }, ATTRIBUTE)?;
            self.append(index, value);
        }
        Ok(())
    }

    /// Remembers what a prefix stands for.
    fn bind(&mut self, prefix: &str, namespace: &str) -> Result<(), String> {
        let is_xsi = namespace == XSI;
        if is_xsi || self.is_xsi(prefix) {
            // Each use is looked for in this list.
            if self.prefixes.len() >= 100 {
                return Err("too many namespace declarations".to_owned());
            }
            self.prefixes.push(Prefix {
                name: prefix.to_owned(),
                is_xsi,
                depth: self.open.len(),
            });
        }
        Ok(())
    }

    /// Whether a prefix stands for `XSI`. The usual one does so undeclared too.
    fn is_xsi(&self, prefix: &str) -> bool {
        let bound = self
            .prefixes
            .iter()
            .rev()
            .find(|bound| bound.name == prefix);
        bound.map_or(prefix == "xsi", |bound| bound.is_xsi)
    }

    /// Takes a piece of the body as text of the innermost element.
    fn text(&mut self, piece: &str) -> Result<(), String> {
        let open = self
            .open
            .last()
            .map_or(0, |&index| self.document.node(index).flags);
        if open & ELEMENTS != 0 && is_blank(piece) {
            // White space between elements is layout.
            return Ok(());
        }
        if self.returns && piece.contains('\r') {
            let piece = BytesText::from_escaped(piece).xml10_content().into_owned();
            return self.piece(Cow::Owned(piece));
        }
        self.piece(Cow::Borrowed(piece))
    }

    fn piece(&mut self, piece: Cow<'_, str>) -> Result<(), String> {
        match self.open.last() {
            Some(&index) => self.append(index, piece),
            None if is_blank(&piece) => {}
            None => return Err("not XML: there is text outside of the root element".to_owned()),
        }
        Ok(())
    }

    /// Adds a piece to a node's text. A borrowed one is a slice of the body.
    fn append(&mut self, index: u32, piece: Cow<'_, str>) {
        let document = &mut self.document;
        let node = document.node(index);
        let (text, flag) = match (node.flags & (TEXT | JOINED), piece) {
            (0, Cow::Borrowed(piece)) => (document.span(piece), TEXT),
            (0, Cow::Owned(piece)) => (document.join(piece, 0), JOINED),
            (TEXT, piece) => {
                let joined = [document.text(index), &piece].concat();
                (document.join(joined, 0), JOINED)
            }
            (_, piece) => {
                if let Some(joined) = document.joined_mut(node.text) {
                    joined.push_str(&piece);
                }
                return;
            }
        };
        if let Some(node) = document.nodes.get_mut(index as usize) {
            node.text = text;
            node.flags = node.flags & !TEXT | flag;
        }
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    let colon = name.bytes().position(|b| b == b':');
    colon.map_or(name, |colon| name.get(colon + 1..).unwrap_or_default())
}

/// The problem of an attribute, without the place within its tag.
fn attribute_error(error: &dyn std::error::Error) -> String {
    let message = error.to_string();
    let (place, rest) = message.split_once(": ").unwrap_or(("", &message));
    let is_place = place.starts_with("position ") || place.starts_with("at ");
    format!(
        "not XML: {}",
        excerpt(if is_place { rest } else { &message }, 200)
    )
}

/// The text that a reference stands for.
fn resolve(reference: &BytesRef<'_>) -> Result<String, String> {
    let shown = || excerpt(reference, 40);
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Ok(character.to_string()),
        Ok(None) => match resolve_xml_entity(reference) {
            Some(text) => Ok(text.to_owned()),
            None => Err(format!(
                "not XML: &{}; is not one of XML's own five entities",
                shown()
            )),
        },
        Err(_) => Err(format!("not XML: &{}; is no character", shown())),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use crate::{Decimal, Extra, Object, Secret, Timestamp, decode, decode_strict};

    crate::open_enum! {
        /// A setting of the portal.
        pub enum Preference { /// `ALL`, or 0
            All = "ALL" | 0 }
    }

    #[derive(Debug, PartialEq, serde::Serialize)]
    struct Response {
        #[serde(rename = "Error", skip_serializing_if = "Option::is_none")]
        error: Option<Problem>,
        #[serde(rename = "Account", skip_serializing_if = "Option::is_none")]
        account: Option<Account>,
        #[serde(flatten)]
        extra: Extra,
    }

    crate::object! {
        Response: "an object" {
            error = "Error",
            account = "Account",
        }
    }

    #[derive(Debug, PartialEq, serde::Serialize)]
    struct Problem {
        #[serde(rename = "Code")]
        code: String,
        #[serde(flatten)]
        extra: Extra,
    }

    crate::object! {
        Problem: "an object" {
            code = "Code",
        }
    }

    #[derive(Debug, PartialEq, serde::Serialize)]
    #[serde(rename_all = "PascalCase")]
    struct Account {
        #[serde(rename = "ID", skip_serializing_if = "Option::is_none")]
        id: Option<uuid::Uuid>,
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        timeout: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        small: Option<u8>,
        #[serde(skip_serializing_if = "Option::is_none")]
        ratio: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        enabled: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        balance: Option<Decimal>,
        #[serde(skip_serializing_if = "Option::is_none")]
        created: Option<Timestamp>,
        #[serde(skip_serializing_if = "Option::is_none")]
        password: Option<Secret>,
        #[serde(skip_serializing_if = "Option::is_none")]
        preference: Option<Preference>,
        #[serde(skip_serializing_if = "Option::is_none")]
        preferences: Option<Vec<Preference>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        users: Option<Vec<User>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        tag: Option<Vec<String>>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        row: Vec<User>,
        #[serde(skip_serializing_if = "Option::is_none")]
        free: Option<Object>,
        #[serde(skip_serializing_if = "Option::is_none")]
        any: Option<crate::Value>,
        #[serde(flatten)]
        extra: Extra,
    }

    crate::object! {
        Account: "an object" {
            id = "ID",
            name = "Name",
            timeout = "Timeout",
            small = "Small",
            ratio = "Ratio",
            enabled = "Enabled",
            balance = "Balance",
            created = "Created",
            password = "Password" as secret,
            preference = "Preference",
            preferences = "Preferences",
            users = "Users",
            tag = "Tag" as unwrapped,
            row = "Row" as unwrapped,
            free = "Free",
            any = "Any",
        }
    }

    #[derive(Debug, PartialEq, serde::Serialize)]
    #[serde(rename_all = "PascalCase")]
    struct User {
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        level: Option<Preference>,
        #[serde(flatten)]
        extra: Extra,
    }

    crate::object! {
        User: "an object" {
            name = "Name",
            level = "Level",
        }
    }

    /// The decoded account, as JSON.
    #[track_caller]
    fn check(fields: &str, json: Value) {
        let body = format!(
            "<Response xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\r\n  <Account>{fields}</Account>\n</Response>"
        );
        let response: Response = decode(None, body.as_bytes()).unwrap();
        assert_eq!(
            serde_json::to_value(&response).unwrap(),
            json!({"Account": json})
        );
    }

    #[test]
    fn scalars_from_text() {
        check(
            "<ID>C70913A9-7134-40d6-8df3-f323b2da36fa</ID>",
            json!({"ID": "c70913a9-7134-40d6-8df3-f323b2da36fa"}),
        );
        check("<Name>Ann</Name>", json!({"Name": "Ann"}));
        check(
            "<Timeout>-4</Timeout><Small>255</Small><Ratio>1.5e3</Ratio>",
            json!({"Timeout": -4, "Small": 255, "Ratio": 1500.0}),
        );
        check("<Enabled>true</Enabled>", json!({"Enabled": true}));
        check("<Enabled>0</Enabled>", json!({"Enabled": false}));
        check("<Balance>453.20</Balance>", json!({"Balance": 453.2}));
        check(
            "<Created>2024-03-28T08:00:14.9946756+00:00</Created>",
            json!({"Created": "2024-03-28T08:00:14.9946756+00:00"}),
        );
        check(
            "<Password>swordfish</Password>",
            json!({"Password": "swordfish"}),
        );
    }

    #[test]
    fn white_space_around_what_is_parsed_is_no_data_and_within_a_string_is() {
        check(
            "\n <ID>\n c70913a9-7134-40d6-8df3-f323b2da36fa\t</ID><Timeout> 4 </Timeout><Enabled>\ntrue\n</Enabled><Balance>\r\n1.1\r\n</Balance>
            <Created> 2024-03-28T08:00:14 </Created><Preference> ALL </Preference>\n",
            json!({"ID": "c70913a9-7134-40d6-8df3-f323b2da36fa", "Timeout": 4, "Enabled": true, "Balance": 1.1,
                "Created": "2024-03-28T08:00:14", "Preference": 0}),
        );
        check(
            "<Name> Ann\r\n Lee\r</Name><Password> x </Password>",
            json!({"Name": " Ann\n Lee\n", "Password": " x "}),
        );
        check("<Name>  </Name>", json!({"Name": "  "}));
    }

    #[test]
    fn nil_absent_and_blank() {
        check("", json!({}));
        check(
            "<Name xsi:nil=\"true\"/><Timeout xsi:nil='1'></Timeout><Users xsi:nil=\" true \"> </Users>",
            json!({}),
        );
        check("<Name xsi:nil=\"false\">a</Name>", json!({"Name": "a"}));
        check(
            "<Name i:nil=\"true\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"/>",
            json!({}),
        );
        // The prefix means something else here, so this is data.
        check(
            "<Free xsi:nil=\"true\" xmlns:xsi=\"urn:x\"><a/></Free><Any xsi:nil=\"true\"/>",
            json!({"Free": {"nil": "true", "a": ""}}),
        );
        check(
            "<Name xmlns:xsi=\"urn:x\"/><Any xsi:nil=\"true\"/>",
            json!({"Name": ""}),
        );
        // A blank string is a string, as in JSON; a blank number is none at all.
        check(
            "<Name/><Password></Password>",
            json!({"Name": "", "Password": ""}),
        );
        check(
            "<ID/><Timeout> </Timeout><Ratio/><Enabled></Enabled><Balance/><Created/>",
            json!({}),
        );
        check("<Any/>", json!({"Any": ""}));
    }

    #[test]
    fn lists() {
        check("<Preferences/>", json!({"Preferences": []}));
        check(
            "<Preferences>\n</Preferences><Users></Users>",
            json!({"Preferences": [], "Users": []}),
        );
        check(
            "<Preferences><P>ALL</P> <P>0</P><P>7</P><P>SOME</P></Preferences>",
            json!({"Preferences": [0, 0, 7, "SOME"]}),
        );
        check(
            "<Users Count='2'><User><Name>Ann</Name><Level>ALL</Level></User>\n<User/></Users>",
            json!({"Users": [{"Name": "Ann", "Level": 0}, {}], "Users@Count": "2"}),
        );
    }

    #[test]
    fn lists_without_an_element_around_them() {
        check("<Tag>a</Tag>", json!({"Tag": ["a"]}));
        check(
            "<Tag>a</Tag><Row><Name>x</Name></Row><Tag>b</Tag><Name>n</Name><Row/><Tag/>",
            json!({
                "Name": "n", "Tag": ["a", "b", ""], "Row": [{"Name": "x"}, {}],
            }),
        );
        // JSON has one way to write a list.
        let json = r#"{"Account": {"Tag": ["a"], "Row": [{"Name": "x"}]}}"#;
        let response: Response = decode(None, json.as_bytes()).unwrap();
        assert_eq!(
            serde_json::to_value(&response).unwrap(),
            serde_json::from_str::<Value>(json).unwrap()
        );
        let null: Response = decode(None, br#"{"Account": {"Tag": null}}"#).unwrap();
        assert_eq!(null.account.unwrap().tag, None);
    }

    #[test]
    fn what_nobody_knows_is_kept_in_the_shape_of_json() {
        check("<New>7</New>", json!({"New": "7"}));
        check(
            "<New/><Nil xsi:nil='true'/>",
            json!({"New": "", "Nil": null}),
        );
        check(
            "<New><A>1</A><B><C> x </C></B></New>",
            json!({"New": {"A": "1", "B": {"C": " x "}}}),
        );
        check(
            "<New>1</New><Name>n</Name><New><A/></New><New/>",
            json!({"Name": "n", "New": ["1", {"A": ""}, ""]}),
        );
        check(
            "<New><A>1</A><B/><A>2</A></New>",
            json!({"New": {"A": ["1", "2"], "B": ""}}),
        );
        check(
            "<New unit='s' xmlns='urn:x' xsi:type='T'>7</New>",
            json!({"New": {"unit": "s", "xsi:type": "T", "$text": "7"}}),
        );
        check("<New unit='&lt;s>'/>", json!({"New": {"unit": "<s>"}}));
        check(
            "stray<Name>n</Name>  words\n",
            json!({"Name": "n", "$text": "stray  words"}),
        );
        check(
            "<Any><A>1</A></Any><Free><a b='c'/></Free>",
            json!({"Any": {"A": "1"}, "Free": {"a": {"b": "c"}}}),
        );
        check("<Any>1</Any>", json!({"Any": "1"}));
        check(
            "<Users><User Role='x'/></Users>",
            json!({"Users": [{"Role": "x"}]}),
        );
    }

    #[test]
    fn attributes_that_a_field_has_no_place_for_stand_beside_it() {
        check(
            "<Timeout unit='min' of='x'>4</Timeout><Name xsi:nil='1' why='y'/>",
            json!({"Timeout": 4, "Timeout@of": "x", "Timeout@unit": "min", "Name@why": "y"}),
        );
        // On items they are the list's, and several are a list.
        check(
            "<Preferences><P why='x'>ALL</P><P>7</P><P why='1' b='2'>SOME</P></Preferences>",
            json!({
                "Preferences": [0, 7, "SOME"], "Preferences@why": ["x", "1"], "Preferences@b": "2",
            }),
        );
        check(
            "<Tag kind='x'>a</Tag><Tag>b</Tag><Name xsi:type='string'>n</Name><Tag kind='y'>c</Tag>",
            json!({"Name": "n", "Name@xsi:type": "string", "Tag": ["a", "b", "c"], "Tag@kind": ["x", "y"]}),
        );
        check(
            "<Users><User Role='x'><Name why='y'>Ann</Name></User></Users>",
            json!({"Users": [{"Name": "Ann", "Name@why": "y", "Role": "x"}]}),
        );
        // A map that is no struct has one type of value.
        let decoded =
            decode::<std::collections::BTreeMap<String, i64>>(None, b"<a><b c='d'>1</b></a>");
        assert_eq!(decoded.unwrap()["b"], 1);
    }

    #[test]
    fn attributes_of_known_names_are_fields() {
        let body = b"<Response><Account Name='&#65;nn&amp;' Timeout=' 4 ' Tag='a'><Tag>b</Tag></Account></Response>";
        let response: Response = decode(None, body).unwrap();
        let json = json!({"Account": {"Name": "Ann&", "Timeout": 4, "Tag": ["a", "b"]}});
        assert_eq!(serde_json::to_value(&response).unwrap(), json);
    }

    #[test]
    fn order_prefixes_comments_and_declarations_are_no_data() {
        for body in [
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- <x> --><Response><?pi?><Account><Name>A<!-- - -->nn</Name><Timeout>4</Timeout></Account></Response>\n<!-- end -->\n",
            "<a:Response xmlns:a='urn:a' xmlns='urn:b'><a:Account><Timeout>4</Timeout ><x:Name xmlns:x='urn:c'>Ann</x:Name></a:Account></a:Response>",
            "\u{feff}<Response><Account><Timeout><![CDATA[4]]></Timeout><Name><![CDATA[An]]>n</Name></Account></Response>",
            "<Answer><Account Name=\"Ann\" Timeout=\"4\"/></Answer>",
        ] {
            let response: Response = decode(Some("application/xml"), body.as_bytes()).unwrap();
            assert_eq!(
                serde_json::to_value(&response).unwrap(),
                json!({"Account": {"Name": "Ann", "Timeout": 4}}),
                "{body}"
            );
        }
    }

    #[test]
    fn references() {
        check(
            "<Name>&lt;&gt;&amp;&apos;&quot;</Name>",
            json!({"Name": "<>&'\""}),
        );
        check(
            "<Name>a&#x20AC;b&#13;&#10;</Name>",
            json!({"Name": "a€b\r\n"}),
        );
        check("<Timeout>&#52;</Timeout>", json!({"Timeout": 4}));
        check(
            "<Name>a<![CDATA[<&lt;]]>b</Name>",
            json!({"Name": "a<&lt;b"}),
        );
    }

    #[track_caller]
    fn check_error(body: impl AsRef<[u8]>, error: &str) {
        assert_eq!(
            decode_strict::<Response>(Some("text/xml"), body.as_ref())
                .unwrap_err()
                .to_string(),
            error
        );
    }

    #[test]
    fn an_error_names_the_field_and_the_place() {
        check_error(
            "<Response>\n  <Account>\n    <Timeout> ten </Timeout>\n</Account></Response>",
            "Account.Timeout: expected a whole number, found \" ten \" (line 3, column 15)",
        );
        check_error(
            "<Response><Account><Users><User/><User><Name><b/></Name></User></Users></Account></Response>",
            "Account.Users[1].Name: expected a string, found an object (line 1, column 40)",
        );
        check_error(
            "<Response><Account>1 Ave</Account></Response>",
            "Account: expected an object, found \"1 Ave\" (line 1, column 20)",
        );
        check_error(
            "<Response><Error/></Response>",
            "Error.Code: missing (line 1, column 11)",
        );
        check_error(
            "<Response><Account><Name/><Name/></Account></Response>",
            "Account.Name: given more than once (line 1, column 11)",
        );
        check_error(
            "<Response><Account><Users>x</Users></Account></Response>",
            "Account.Users: expected a list, found \"x\" (line 1, column 27)",
        );
        check_error(
            "<Response><Account><ID>x</ID></Account></Response>",
            "Account.ID: expected a UUID, found \"x\" (line 1, column 24)",
        );
        check_error(
            "<Response><Account><Small>256</Small></Account></Response>",
            "Account.Small: expected a whole number that fits u8, found 256 (line 1, column 27)",
        );
        check_error(
            "<Response><Account><Enabled>yes</Enabled></Account></Response>",
            "Account.Enabled: expected true or false, found \"yes\" (line 1, column 29)",
        );
        check_error(
            "<Response><Account><Balance>1,1</Balance></Account></Response>",
            "Account.Balance: expected a decimal number of at most 28 digits, found \"1,1\" (line 1, column 29)",
        );
        check_error(
            "<Response><Account Timeout='ten'/></Response>",
            "Account.Timeout: expected a whole number, found \"ten\" (line 1, column 29)",
        );
        check_error(
            "<Response><Account><Password><a/></Password></Account></Response>",
            "Account.Password: expected a secret string, found an object (line 1, column 20)",
        );
    }

    #[test]
    fn what_is_not_xml() {
        check_error(
            "<Response>",
            "not XML: it breaks off inside <Response> (line 1, column 11)",
        );
        check_error(
            "<Response>\n<Account",
            "not XML: tag not closed: `>` not found before end of input (line 2, column 1)",
        );
        check_error(
            "<Response></Account>",
            "not XML: expected `</Response>`, but `</Account>` was found (line 1, column 11)",
        );
        check_error(
            "<Response/><Response/>",
            "not XML: there is a second root element (line 1, column 12)",
        );
        check_error(
            "<Response/>x",
            "not XML: there is text outside of the root element (line 1, column 12)",
        );
        check_error("<!-- -->", "not XML: it has no element (line 1, column 1)");
        check_error(
            "<Response a=1/>",
            "not XML: attribute value must be enclosed in `\"` or `'` (line 1, column 1)",
        );
        check_error(
            "<Response>&foo;</Response>",
            "not XML: &foo; is not one of XML's own five entities (line 1, column 11)",
        );
        check_error(
            "<Response>&#0;</Response>",
            "not XML: &#0; is no character (line 1, column 11)",
        );
        check_error(
            "<Response>&#xD800;</Response>",
            "not XML: &#xD800; is no character (line 1, column 11)",
        );
        check_error(
            "<Response>a & b</Response>",
            "not XML: entity or character reference not closed: `;` not found before end of input (line 1, column 13)",
        );
        check_error(
            "<Response a='&foo;'/>",
            "not XML: unrecognized entity `foo` (line 1, column 1)",
        );
        check_error(
            "<$serde_json::private::RawValue/>",
            "not XML: \":private::RawValue\" is not a name (line 1, column 1)",
        );
        check_error("<a:/>", "not XML: \"\" is not a name (line 1, column 1)");
        check_error("not XML", "expected XML, found something else");
        check_error("x{}", "expected XML, found something else");
        check_error("", "the body is empty");
    }

    #[test]
    fn a_document_type_is_refused() {
        for body in [
            "<!DOCTYPE Response><Response/>",
            "<!DOCTYPE Response SYSTEM 'file:///etc/passwd'><Response/>",
            "<!DOCTYPE Response [<!ENTITY a 'b'>]><Response>&a;</Response>",
        ] {
            check_error(body, "a DOCTYPE is not accepted (line 1, column 1)");
        }
        check_error(
            "<Response><!DOCTYPE x></Response>",
            "a DOCTYPE is not accepted (line 1, column 11)",
        );
    }

    #[test]
    fn a_page_of_another_kind_is_not_taken_for_data() {
        check_error("<html><head/></html>", "the body is an HTML page");
        check_error("<!DOCTYPE html>", "the body is an HTML page");
        check_error(
            "<Response>text</Response>",
            "expected an object, found \"text\" (line 1, column 11)",
        );
        assert_eq!(
            decode::<Value>(None, b"<Error><Message>No</Message></Error>").unwrap(),
            json!({"Message": "No"})
        );
        assert_eq!(
            decode::<Map<String, Value>>(None, b"<a b=''/>")
                .unwrap()
                .len(),
            1
        );
        assert_eq!(decode::<Vec<i64>>(None, b"<a><b>1</b></a>").unwrap(), [1]);
        assert_eq!(decode::<i64>(None, b"<a>1</a>").unwrap(), 1);
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |levels: usize| {
            format!(
                "<Response><Account>{}{}</Account></Response>",
                "<x>".repeat(levels),
                "</x>".repeat(levels)
            )
        };
        assert!(decode::<Response>(None, nested(125).as_bytes()).is_ok());
        check_error(
            nested(126),
            "nested deeper than 128 levels (line 1, column 395)",
        );
        check_error(
            nested(100_000),
            "nested deeper than 128 levels (line 1, column 395)",
        );
        check_error(
            "<a>".repeat(100_000),
            "nested deeper than 128 levels (line 1, column 382)",
        );
    }

    #[test]
    fn bodies_that_would_be_slow_if_a_name_were_compared_with_each_other() {
        let many = |part: &dyn Fn(usize) -> String| (0..50_000).map(part).collect::<String>();
        let account = |fields: String| {
            decode::<Response>(
                None,
                format!("<Response><Account>{fields}</Account></Response>").as_bytes(),
            )
        };
        assert_eq!(
            account(many(&|i| format!("<n{i}/>")))
                .unwrap()
                .account
                .unwrap()
                .extra
                .len(),
            50_000
        );
        assert_eq!(
            account(many(&|_| "<n/>".to_owned()))
                .unwrap()
                .account
                .unwrap()
                .extra["n"]
                .as_array()
                .unwrap()
                .len(),
            50_000
        );
        assert_eq!(
            account(format!("<x {}/>", many(&|i| format!(" n{i}=''"))))
                .unwrap()
                .account
                .unwrap()
                .extra["x"]
                .as_object()
                .unwrap()
                .len(),
            50_000
        );
        assert_eq!(
            account(many(&|_| "<Tag/><a/>".to_owned()))
                .unwrap()
                .account
                .unwrap()
                .tag
                .unwrap()
                .len(),
            50_000
        );
        assert!(
            account(many(&|i| format!(
                "<x xmlns:p{i}='http://www.w3.org/2001/XMLSchema-instance' p{i}:nil='1'/>"
            )))
            .is_ok()
        );
        let declarations =
            many(&|i| format!(" xmlns:p{i}='http://www.w3.org/2001/XMLSchema-instance'"));
        let error = account(format!("<x {declarations}/>"))
            .unwrap_err()
            .to_string();
        assert_eq!(error, "too many namespace declarations (line 1, column 20)");
    }

    #[track_caller]
    fn check_encoding(content_type: &str, body: &[u8], outcome: &str) {
        let decoded = decode::<Response>(Some(content_type), body);
        let name = decoded.map(|response| response.account.unwrap().name.unwrap());
        assert_eq!(name.unwrap_or_else(|error| error.to_string()), outcome);
    }

    #[test]
    fn encodings() {
        let body = |label: &str| {
            let declaration = if label.is_empty() {
                String::new()
            } else {
                format!("<?xml version=\"1.0\" encoding=\"{label}\"?>")
            };
            format!("{declaration}<Response><Account><Name>Żółć €𝄞</Name></Account></Response>")
        };
        let name = "Żółć €𝄞";
        let latin = |label: &str| {
            let body = body(label);
            let (before, after) = body.split_once(name).unwrap();
            [before.as_bytes(), b"Jos\xE9 \x80 \x9F", after.as_bytes()].concat()
        };
        check_encoding("application/xml", body("").as_bytes(), name);
        check_encoding("application/xml; charset=utf-8", body("").as_bytes(), name);
        check_encoding("text/xml;charset=\"UTF-8\"", body("UTF-8").as_bytes(), name);
        check_encoding(
            "application/xml",
            format!("\u{feff}{}", body("utf-8")).as_bytes(),
            name,
        );
        // What is UTF-8 is read as that, whatever it says: .NET writes UTF-16 to a string that it then sends as UTF-8.
        check_encoding("application/xml", body("utf-16").as_bytes(), name);
        check_encoding("application/xml; charset=utf-16", body("").as_bytes(), name);
        for (content_type, label, encoding) in [
            ("application/xml", "windows-1252", "windows-1252"),
            ("Text/XML; Charset=ISO-8859-1", "", "ISO-8859-1"),
            ("text/xml; charset='latin1'", "utf-8", "latin1"),
        ] {
            let error = format!("the encoding {encoding:?} is not supported; ask for UTF-8");
            check_encoding(content_type, &latin(label), &error);
        }
        let body = body("utf-16");
        for (bytes, encoding) in [
            (
                body.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                "UTF-16",
            ),
            (
                format!("\u{feff}{body}")
                    .encode_utf16()
                    .flat_map(u16::to_be_bytes)
                    .collect(),
                "UTF-16",
            ),
            (b"\xFF\xFE\0\0<\0\0\0".to_vec(), "UTF-32"),
        ] {
            let error = format!("the encoding {encoding:?} is not supported; ask for UTF-8");
            check_encoding("application/xml", &bytes, &error);
        }
        check_encoding(
            "application/xml",
            &latin(""),
            "not XML: not in UTF-8 (line 1, column 29)",
        );
    }

    #[test]
    fn an_error_is_never_long() {
        let long = "é".repeat(1_000_000);
        for body in [
            format!("<{long}>"),
            format!("<Response></{long}>"),
            format!("<Response>&{long};</Response>"),
            format!("<Response {long}='/>"),
            format!("<Response a='&{long};'/>"),
            format!("<Response><Account><Timeout>{long}</Timeout></Account></Response>"),
            format!("<Response><Account><Users><{long}>x</{long}></Users></Account></Response>"),
            format!(
                "<Response><Account><{long}/><{long}/><Timeout>x</Timeout></Account></Response>"
            ),
        ] {
            let error = decode_strict::<Response>(Some("application/xml"), body.as_bytes())
                .unwrap_err()
                .to_string();
            assert!(error.len() < 600, "{} bytes: {error:.300}", error.len());
        }
    }
}
