//! XML: read by quick-xml into a document, from which any type deserializes as it would from JSON.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::BufRead;

use memchr::{memchr, memchr2};
use quick_xml::errors::IllFormedError;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, BytesText, Event};
use quick_xml::{Error, Reader, XmlVersion};
use serde::de::DeserializeOwned;

use crate::value::document::{Document, Kind, Node, Tolerance};
use crate::value::fault::DecodeError;

/// Decodes an XML text.
pub(crate) fn decode<T: DeserializeOwned>(
    text: &str,
    tolerance: Tolerance,
) -> Result<T, DecodeError> {
    Builder::new(text).read()?.read(tolerance)
}

/// The encoding that the XML declaration names.
pub(crate) fn declared_encoding(body: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(body.get(..200).unwrap_or(body));
    match Reader::from_str(&start).read_event().ok()? {
        Event::Decl(declaration) => Some(declaration.encoding()?.ok()?.into_owned()),
        _ => None,
    }
}

/// The maximum nesting of elements. Repeated elements become lists, so JSON needs up to twice as many levels.
const DEPTH: usize = 64;

/// The namespace of `nil` and `type`.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Whether a piece of the body is XML; if not, what is wrong with it. No text or name of the body is in that: it may be
/// a secret with markup in it.
type Taken = Result<(), &'static str>;

/// A document while it is read.
struct Builder<'t> {
    document: Document<'t>,
    /// The elements that are open, the innermost last: where each is, and where its attributes end.
    open: Vec<(usize, usize)>,
    /// The prefixes of `nil` and `type`, wherever they are declared. The usual one needs no declaration.
    prefixes: BTreeSet<&'t str>,
    /// Whether there are carriage returns, which are part of line ends only.
    returns: bool,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            document: Document::new(text),
            open: Vec::new(),
            prefixes: BTreeSet::from(["xsi"]),
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
            let piece = rest.get(..length).unwrap_or_default();
            self.text(piece).map_err(|message| self.error(message, start))?;
            reader.stream().consume(length);
            let start = reader.buffer_position();
            let taken = match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(event) => self.event(&event),
                Err(error) => return Err(self.error(what(&error), reader.error_position())),
            };
            taken.map_err(|message| self.error(message, start))?;
        }
        match self.open.last() {
            Some(_) => Err(self.error("not XML: it breaks off", text.len() as u64)),
            None if self.document.nodes.is_empty() => {
                Err(self.error("not XML: it has no element", 0))
            }
            None => Ok(self.document),
        }
    }

    fn error(&self, message: impl Into<String>, offset: u64) -> DecodeError {
        DecodeError::at(message, self.document.text, usize::try_from(offset).unwrap_or(usize::MAX))
    }

    fn event(&mut self, event: &Event<'t>) -> Taken {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::Empty(tag) => self.open(tag).map(|()| self.close()),
            Event::End(_) => {
                self.close();
                Ok(())
            }
            Event::Text(text) => self.text(self.document.slice(text)),
            Event::CData(text) => self.text(self.document.slice(text)),
            Event::GeneralRef(reference) => self.piece(Cow::Owned(resolve(reference)?)),
            Event::DocType(_) => Err("a DOCTYPE is not accepted"),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::Eof => Ok(()),
        }
    }

    fn open(&mut self, tag: &BytesStart<'t>) -> Taken {
        if self.open.len() >= DEPTH {
            return Err("nested deeper than 64 levels");
        }
        if self.open.is_empty() && !self.document.nodes.is_empty() {
            return Err("not XML: there is a second root element");
        }
        let name = local(tag.name().into_inner());
        let index = self.push(name, Kind::Element, Cow::Borrowed(""))?;
        if !tag.attributes_raw().is_empty() {
            self.attributes(tag, index)?;
        }
        self.open.push((index, self.document.nodes.len()));
        Ok(())
    }

    fn push(&mut self, name: &str, kind: Kind, text: Cow<'t, str>) -> Result<usize, &'static str> {
        let is_name =
            |first: &u8| first.is_ascii_alphabetic() || *first == b'_' || !first.is_ascii();
        if !name.as_bytes().first().is_some_and(is_name) {
            return Err("not XML: a name starts with a letter");
        }
        let index = self.document.nodes.len();
        self.document.nodes.push(Node {
            name: self.document.slice(name),
            text,
            kind,
            next: index as u32 + 1,
        });
        Ok(index)
    }

    fn close(&mut self) {
        let Some((index, attributes)) = self.open.pop() else {
            return;
        };
        let next = self.document.nodes.len();
        if let Some(node) = self.document.nodes.get_mut(index) {
            node.next = next as u32;
            if next > attributes && is_blank(&node.text) {
                node.text = Cow::Borrowed("");
            }
        }
    }

    fn attributes(&mut self, tag: &BytesStart<'t>, element: usize) -> Taken {
        // quick-xml compares each name with each; here a name that comes twice is found when it is used.
        let attributes = || {
            let mut attributes = tag.attributes();
            attributes.with_checks(false);
            attributes
        };
        for attribute in attributes() {
            let attribute =
                attribute.map_err(|_| "not XML: an attribute is not written as name=\"value\"")?;
            let declared = attribute.key.as_ref().strip_prefix("xmlns:");
            if let Some(prefix) = declared.filter(|_| attribute.value == XSI) {
                self.prefixes.insert(self.document.slice(prefix));
            }
        }
        for attribute in attributes().flatten() {
            let name = attribute.key.as_ref();
            let (prefix, local) = name.split_once(':').unwrap_or(("", name));
            if prefix == "xmlns" || name == "xmlns" {
                continue;
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = match value.map_err(|_| "not XML: an attribute has a wrong reference")? {
                Cow::Borrowed(value) => Cow::Borrowed(self.document.slice(value)),
                Cow::Owned(value) => Cow::Owned(value),
            };
            match (self.prefixes.contains(prefix), local) {
                (true, "nil") => {
                    let is_nil = matches!(value.trim_ascii(), "true" | "1");
                    if let Some(node) = self.document.nodes.get_mut(element).filter(|_| is_nil) {
                        node.kind = Kind::Null;
                    }
                }
                (true, "type") => drop(self.push(name, Kind::Text, value)?),
                (true, _) => {}
                (false, _) => drop(self.push(local, Kind::Text, value)?),
            }
        }
        Ok(())
    }

    /// Takes a piece of the body as text of the innermost element.
    fn text(&mut self, piece: &'t str) -> Taken {
        self.piece(match self.returns {
            true => BytesText::from_escaped(piece).xml10_content(),
            false => Cow::Borrowed(piece),
        })
    }

    fn piece(&mut self, piece: Cow<'t, str>) -> Taken {
        let Some(&(index, attributes)) = self.open.last() else {
            return match is_blank(&piece) {
                true => Ok(()),
                false => Err("not XML: there is text outside of the root element"),
            };
        };
        // White space between elements is layout.
        let has_elements = self.document.nodes.len() > attributes;
        let Some(node) = self.document.nodes.get_mut(index) else {
            return Ok(());
        };
        if node.text.is_empty() {
            node.text = piece;
        } else if !(has_elements && is_blank(&piece)) {
            node.text.to_mut().push_str(&piece);
        }
        Ok(())
    }
}

fn is_blank(text: &str) -> bool {
    text.trim_ascii().is_empty()
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    let colon = name.bytes().position(|b| b == b':');
    colon.map_or(name, |colon| name.get(colon + 1..).unwrap_or_default())
}

/// The problem, as quick-xml describes it unless that contains names of the body.
fn what(error: &Error) -> String {
    match error {
        Error::Syntax(error) => format!("not XML: {error}"),
        Error::IllFormed(IllFormedError::UnclosedReference) => {
            "not XML: there is a `&` that starts no reference".to_owned()
        }
        Error::IllFormed(_) => "not XML: the end tag is not that of the element".to_owned(),
        _ => "not XML".to_owned(),
    }
}

/// The text that a reference stands for.
fn resolve(reference: &BytesRef<'_>) -> Result<String, &'static str> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Ok(character.to_string()),
        Ok(None) => resolve_xml_entity(reference)
            .map(str::to_owned)
            .ok_or("not XML: the entity is not one of XML's own five"),
        Err(_) => Err("not XML: the reference is no character"),
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
            timeout = "Timeout" | "Minutes",
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
        assert_eq!(serde_json::to_value(&response).unwrap(), json!({"Account": json}));
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
        check("<Balance>453.25</Balance>", json!({"Balance": 453.25}));
        let body = b"<Response><Account><Balance>453.20</Balance></Account></Response>";
        let zero = serde_json::to_string(&decode::<Response>(None, body).unwrap()).unwrap();
        assert_eq!(zero, r#"{"Account":{"Balance":453.20}}"#);
        check(
            "<Created>2024-03-28T08:00:14.9946756+00:00</Created>",
            json!({"Created": "2024-03-28T08:00:14.9946756+00:00"}),
        );
        check("<Password>swordfish</Password>", json!({"Password": "swordfish"}));
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
        // A blank string is a string, as in JSON; a blank number is none at all.
        check("<Name/><Password></Password>", json!({"Name": "", "Password": ""}));
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
        check("<New/><Nil xsi:nil='true'/>", json!({"New": "", "Nil": null}));
        check(
            "<New><A>1</A><B><C> x </C></B></New>",
            json!({"New": {"A": "1", "B": {"C": " x "}}}),
        );
        check(
            "<New>1</New><Name>n</Name><New><A/></New><New/>",
            json!({"Name": "n", "New": ["1", {"A": ""}, ""]}),
        );
        check("<New><A>1</A><B/><A>2</A></New>", json!({"New": {"A": ["1", "2"], "B": ""}}));
        check(
            "<New unit='s' xmlns='urn:x' xsi:type='T'>7</New>",
            json!({"New": {"unit": "s", "xsi:type": "T", "$text": "7"}}),
        );
        check("<New unit='&lt;s>'/>", json!({"New": {"unit": "<s>"}}));
        check("stray<Name>n</Name>  words\n", json!({"Name": "n", "$text": "stray  words"}));
        check(
            "<Any><A>1</A></Any><Free><a b='c'/></Free>",
            json!({"Any": {"A": "1"}, "Free": {"a": {"b": "c"}}}),
        );
        check("<Any>1</Any>", json!({"Any": "1"}));
        check("<Users><User Role='x'/></Users>", json!({"Users": [{"Role": "x"}]}));
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
    fn a_field_under_both_of_its_names_is_kept() {
        let body =
            "<Response><Account><Minutes>4</Minutes><Timeout>5</Timeout></Account></Response>";
        check(
            "<Minutes>4</Minutes><Timeout>5</Timeout>",
            json!({"Timeout": 4, "Timeout$again": "5"}),
        );
        check_error(body, "Account.Timeout: given more than once (line 1, column 49)");
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
        check("<Name>&lt;&gt;&amp;&apos;&quot;</Name>", json!({"Name": "<>&'\""}));
        check("<Name>a&#x20AC;b&#13;&#10;</Name>", json!({"Name": "a€b\r\n"}));
        check("<Timeout>&#52;</Timeout>", json!({"Timeout": 4}));
        check("<Name>a<![CDATA[<&lt;]]>b</Name>", json!({"Name": "a<&lt;b"}));
    }

    #[track_caller]
    fn check_error(body: impl AsRef<[u8]>, error: &str) {
        assert_eq!(
            decode_strict::<Response>(Some("text/xml"), body.as_ref()).unwrap_err().to_string(),
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
        check_error("<Response><Error/></Response>", "Error.Code: missing (line 1, column 11)");
        check_error(
            "<Response><Account><Name/><Name/></Account></Response>",
            "Account.Name: given more than once (line 1, column 27)",
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
        check_error("<Response>", "not XML: it breaks off (line 1, column 11)");
        check_error(
            "<Response>\n<Account",
            "not XML: tag not closed: `>` not found before end of input (line 2, column 1)",
        );
        check_error(
            "<Response></Account>",
            "not XML: the end tag is not that of the element (line 1, column 11)",
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
            "not XML: an attribute is not written as name=\"value\" (line 1, column 1)",
        );
        check_error(
            "<Response>&foo;</Response>",
            "not XML: the entity is not one of XML's own five (line 1, column 11)",
        );
        check_error(
            "<Response>&#0;</Response>",
            "not XML: the reference is no character (line 1, column 11)",
        );
        check_error(
            "<Response>&#xD800;</Response>",
            "not XML: the reference is no character (line 1, column 11)",
        );
        check_error(
            "<Response>a & b</Response>",
            "not XML: there is a `&` that starts no reference (line 1, column 13)",
        );
        check_error(
            "<Response a='&foo;'/>",
            "not XML: an attribute has a wrong reference (line 1, column 1)",
        );
        check_error(
            "<$serde_json::private::RawValue/>",
            "not XML: a name starts with a letter (line 1, column 1)",
        );
        check_error("<a:/>", "not XML: a name starts with a letter (line 1, column 1)");
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
        assert_eq!(decode::<Map<String, Value>>(None, b"<a b=''/>").unwrap().len(), 1);
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
        assert!(decode::<Response>(None, nested(62).as_bytes()).is_ok());
        check_error(nested(63), "nested deeper than 64 levels (line 1, column 206)");
        check_error(nested(100_000), "nested deeper than 64 levels (line 1, column 206)");
        check_error("<a>".repeat(100_000), "nested deeper than 64 levels (line 1, column 193)");
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
            account(many(&|i| format!("<n{i}/>"))).unwrap().account.unwrap().extra.len(),
            50_000
        );
        assert_eq!(
            account(many(&|_| "<n/>".to_owned())).unwrap().account.unwrap().extra["n"]
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
        assert!(account(format!("<x {declarations}/>")).is_ok());
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
        check_encoding("application/xml", format!("\u{feff}{}", body("utf-8")).as_bytes(), name);
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
            (body.encode_utf16().flat_map(u16::to_le_bytes).collect(), "UTF-16"),
            (
                format!("\u{feff}{body}").encode_utf16().flat_map(u16::to_be_bytes).collect(),
                "UTF-16",
            ),
            (b"\xFF\xFE\0\0<\0\0\0".to_vec(), "UTF-16"),
        ] {
            let error = format!("the encoding {encoding:?} is not supported; ask for UTF-8");
            check_encoding("application/xml", &bytes, &error);
        }
        check_encoding(
            "application/xml",
            &latin(""),
            "the body is not in UTF-8 (line 1, column 29)",
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
