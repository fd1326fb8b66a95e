//! XML against JSON: an account written in both, by the rules of .NET, decodes to the same value.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::registry::{decode, provider};

/// How many accounts. The seed is fixed, so these are the same in every run.
const ACCOUNTS: usize = 1_000;

/// What .NET names the items of a list, which has a name of its own.
const ITEMS: &[(&str, &str)] =
    &[("Preferences", "AccountPreferences"), ("Users", "AccountUserInfo")];

/// Enums: integers in JSON, names in XML.
const ENUMS: &[(&str, &str)] =
    &[("AccountPreferences", "ALL"), ("PermissionLevel", "STANDARD_USER")];

#[test]
fn an_account_is_the_same_in_xml_and_in_json() {
    let Some(entry) = provider("twosms") else {
        return;
    };
    let endpoint = &entry.endpoints[0];
    let sample = endpoint.samples.iter().find(|sample| sample.name == "get_account.xml").unwrap();
    // The page's account, in the shape of JSON, shows which fields there are and of which type.
    let page = decode(endpoint, sample, sample.body).unwrap().reveal();
    let page = serde_json::to_value(page).unwrap();
    let mut rng = Rng::with_seed(0x62_69_6e_64_65_72_79);
    for _ in 0..ACCOUNTS {
        let account = vary(&mut rng, "ResponseOfAccountV2", &page);
        let mut xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>".to_owned();
        let layout = *rng.choice(&["", "\n", "\r\n", "\n    ", "\r\n\t"]).unwrap();
        let root = "ResponseOfAccountV2 xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
        write(&mut rng, &mut xml, layout, root, &account);

        let from_json = endpoint.decoder(200).unwrap()(
            Some("application/json"),
            account.to_string().as_bytes(),
        );
        let from_json = from_json.unwrap_or_else(|e| panic!("{e}\n{account}"));
        {
            let from_xml = endpoint.decoder(200).unwrap()(Some("text/xml"), xml.as_bytes())
                .unwrap_or_else(|e| panic!("{e}\n{xml}"));
            assert_eq!(from_xml.reveal(), from_json.reveal(), "{account}\n{xml}");
            // `Debug` distinguishes what JSON does not: 0 from `ALL`, a GUID from its text.
            assert_eq!(format!("{from_xml:?}"), format!("{from_json:?}"), "{account}\n{xml}");
        }
    }
}

/// A value of the same type as one on the page.
fn vary(rng: &mut Rng, name: &str, page: &Value) -> Value {
    match page {
        Value::Object(fields) => {
            let mut varied = Map::new();
            for (name, value) in fields {
                match rng.u8(..10) {
                    // The envelope is there, or nothing would be.
                    0 if name != "ResponseData" => {}
                    1 if name != "ResponseData" => drop(varied.insert(name.clone(), Value::Null)),
                    _ => drop(varied.insert(name.clone(), vary(rng, name, value))),
                }
            }
            if rng.u8(..5) == 0 {
                varied.insert("New".to_owned(), unknown(rng, 0));
            }
            varied.into()
        }
        Value::Array(items) => {
            let item = ITEMS.iter().find(|(list, _)| *list == name).unwrap().1;
            (0..rng.usize(..4)).map(|_| vary(rng, item, &items[0])).collect()
        }
        _ if ENUMS.iter().any(|(e, _)| *e == name) => match rng.u8(..3) {
            0 => json!(0),
            1 => json!(rng.i32(1..)),
            _ => json!(*rng.choice(&["NO_REPORTS", "Owner", "ÜBER", "a b"]).unwrap()),
        },
        Value::Bool(_) => rng.bool().into(),
        Value::Number(number) if number.is_i64() => rng.i64(..).into(),
        Value::Number(_) => {
            let digits = rng.i64(-10_000_000..10_000_000);
            let number = rust_decimal::Decimal::new(digits, rng.u32(..7)).to_string();
            serde_json::from_str(&number).unwrap()
        }
        Value::String(text) if text.parse::<bindery_runtime::Timestamp>().is_ok() => {
            time(rng).into()
        }
        Value::String(text) if uuid::Uuid::try_parse(text).is_ok() => {
            uuid::Uuid::from_u128(rng.u128(..)).to_string().into()
        }
        _ => text(rng).into(),
    }
}

/// Something that no spec knows, as far as XML can say it: texts, objects, and lists of two and more.
fn unknown(rng: &mut Rng, depth: usize) -> Value {
    match rng.u8(..4) {
        0 if depth < 3 => Map::from_iter(
            (1..=rng.usize(1..3)).map(|i| (format!("Field{i}"), unknown(rng, depth + 1))),
        )
        .into(),
        1 if depth < 3 => {
            let mut items: Vec<_> = (0..rng.usize(2..4)).map(|_| unknown(rng, depth + 1)).collect();
            // A list in a list has no name in XML.
            items.iter_mut().filter(|item| item.is_array()).for_each(|item| *item = "x".into());
            items.into()
        }
        2 => Value::Null,
        _ => text(rng).into(),
    }
}

fn time(rng: &mut Rng) -> String {
    let (year, month, day) = (rng.i32(1..=9999), rng.u8(1..=12), rng.u8(1..=28));
    let (hour, minute, second) = (rng.u8(..24), rng.u8(..60), rng.u8(..60));
    let digits = rng.usize(..8);
    let fraction = if digits == 0 {
        String::new()
    } else {
        format!(".{:0digits$}", rng.u32(..10_u32.pow(digits as u32)))
    };
    let zone = *rng.choice(&["", "Z", "+00:00", "+03:00", "-09:30"]).unwrap();
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{zone}")
}

fn text(rng: &mut Rng) -> String {
    let pieces = [
        "a", "Z", "0", " ", "  ", "\n", "\r", "\r\n", "\t", "<", ">", "&", "\"", "'", "]]>",
        "<!--", "&lt;", "é", "Ż", "中", "𝄞", "\u{a0}", "\u{85}", "\u{2028}", "\u{1}", "\u{fffd}",
        "sample string", "+44", "true", "null",
    ];
    (0..rng.usize(..6)).map(|_| *rng.choice(&pieces).unwrap()).collect()
}

/// Writes an element as .NET's XmlSerializer does, or leaves it out. `tag` may have attributes.
fn write(rng: &mut Rng, xml: &mut String, layout: &str, tag: &str, value: &Value) {
    let name = tag.split(' ').next().unwrap();
    *xml += layout;
    match value {
        Value::Null => *xml += &format!("<{name} xsi:nil=\"true\" />"),
        Value::Object(fields) => {
            *xml += &format!("<{tag}>");
            let mut fields: Vec<_> = fields.iter().collect();
            // What is not known keeps the body's order, and Debug shows it.
            if !fields.iter().any(|(name, _)| name.starts_with("Field")) {
                rng.shuffle(&mut fields);
            }
            for (name, value) in fields {
                match value {
                    // A list that is not known is a row of siblings, and a null of a known field is left out as often as not.
                    Value::Array(items) if !ITEMS.iter().any(|(list, _)| list == name) => {
                        items.iter().for_each(|item| write(rng, xml, layout, name, item));
                    }
                    Value::Null if name != "New" && !name.starts_with("Field") && rng.bool() => {}
                    value => write(rng, xml, layout, name, value),
                }
            }
            *xml += &format!("{layout}</{name}>");
        }
        Value::Array(items) if items.is_empty() => *xml += &format!("<{tag} />"),
        Value::Array(items) => {
            let item = ITEMS.iter().find(|(list, _)| *list == name).unwrap().1;
            *xml += &format!("<{tag}>");
            items.iter().for_each(|value| write(rng, xml, layout, item, value));
            *xml += &format!("{layout}</{name}>");
        }
        scalar => {
            let text = match (scalar, ENUMS.iter().find(|(e, _)| *e == name)) {
                (Value::Number(number), Some((_, word))) if number.as_i64() == Some(0) => {
                    (*word).to_owned()
                }
                (Value::String(text), _) => escape(text),
                // White space around what is no text means nothing.
                (scalar, _) => format!("{layout}{scalar}{layout}"),
            };
            *xml += &if text.is_empty() {
                format!("<{name} />")
            } else {
                format!("<{name}>{text}</{name}>")
            };
        }
    }
}

/// As .NET's XmlWriter escapes text.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '&' => escaped += "&amp;",
            '\r' => escaped += "&#xD;",
            '\u{1}' => escaped += "&#x1;",
            character => escaped.push(character),
        }
    }
    escaped
}
