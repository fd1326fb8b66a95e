//! Every sample body: decodes as a user's call does, loses nothing, and looks as its snapshot says.

use bindery_runtime::erased::Sample;
use serde_json::{Value, json};
use xtask::spec::{Document, Shape};

use crate::registry::{decode, decoder, every_sample, is_from_the_page, json_samples, samples};
use crate::schemas::{schema_of, spec_of};
use crate::snapshots;
use crate::values::{differences, xml_differences};

/// Makes a test for a sample.
macro_rules! case {
    ($name:ident, $provider:literal, $sample:literal) => {
        #[test]
        fn $name() {
            check($provider, $sample);
        }
    };
}

bindery_registry::samples!(case);

#[track_caller]
fn check(provider: &str, name: &str) {
    let (_, endpoint, sample) = every_sample()
        .find(|(entry, _, sample)| entry.provider.name == provider && sample.name == name)
        .unwrap_or_else(|| panic!("{provider} has no operation whose sample {name} is"));
    if decoder(endpoint, sample).is_none() {
        // A file has no type.
        return;
    }
    let decoded =
        decode(endpoint, sample, sample.body).unwrap_or_else(|e| panic!("{}: {e}", sample.file));

    let encoded = decoded.reveal();
    let text = std::str::from_utf8(sample.body).unwrap();
    let lost = match sample.media_type {
        "application/json" => differences(&serde_json::from_str(text).unwrap(), &encoded),
        // What is called otherwise in XML is not compared.
        "application/xml" if has_xml_names(&spec_of(provider).document) => Vec::new(),
        "application/xml" => xml_differences(text, &encoded),
        _ => differences(&text.into(), &encoded),
    };
    assert!(lost.is_empty(), "{}:\n{}", sample.file, lost.join("\n"));

    snapshots::of_sample(provider, sample, decoded.as_ref());
}

/// The body of a page's own example holds nothing that its spec does not know.
#[test]
fn the_documented_samples_hold_nothing_unknown() {
    for (_, endpoint, sample) in
        samples().filter(|(_, endpoint, sample)| is_from_the_page(endpoint, sample))
    {
        let inspection = decode(endpoint, sample, sample.body).unwrap().inspect();
        assert!(
            inspection.unknown_fields.is_empty(),
            "{}: {:?}",
            sample.file,
            inspection.unknown_fields
        );
        assert!(
            inspection.unknown_values.is_empty(),
            "{}: {:?}",
            sample.file,
            inspection.unknown_values
        );
    }
}

/// An undocumented field is kept and reported, anywhere.
#[test]
fn a_new_member_is_kept_and_told() {
    let new = json!({"number": 1, "text": "a", "list": [null, {}], "nothing": null});
    for (endpoint, sample, body) in json_samples() {
        for place in places(&body, Value::is_object) {
            // Alone at the root, it would make the body one of another kind; and the values of a map have their type.
            if body == json!({}) || !is_object(sample, &place) {
                continue;
            }
            let mut body = body.clone();
            body.pointer_mut(&place).unwrap()["bindery_new"] = new.clone();
            let decoded = decode(endpoint, sample, body.to_string().as_bytes());
            let decoded =
                decoded.unwrap_or_else(|e| panic!("{}, a new member of {place}: {e}", sample.file));
            let encoded = decoded.reveal();
            assert_eq!(
                differences(&body.clone().into(), &encoded),
                [""; 0],
                "{}, a new member of {place}",
                sample.file
            );
            assert_eq!(
                encoded.pointer(&place).unwrap()["bindery_new"],
                new,
                "{}, a new member of {place}",
                sample.file
            );
            if place.is_empty() {
                let told = decoded.inspect().unknown_fields;
                assert!(told.iter().any(|path| path == "bindery_new"), "{}: {told:?}", sample.file);
            }
        }
    }
}

/// Wherever a provider may leave a member out, it may send null too: in every list, every map, every scalar.
#[test]
fn null_is_taken_where_nothing_is() {
    for (endpoint, sample, body) in json_samples() {
        for place in places(&body, |_| true) {
            let (parent, name) = place.rsplit_once('/').unwrap_or_default();
            let mut with_null = body.clone();
            let Some(Value::Object(members)) =
                with_null.pointer_mut(parent).filter(|_| !place.is_empty())
            else {
                continue;
            };
            let mut without = body.clone();
            let name = name.replace("~1", "/").replace("~0", "~");
            members.insert(name.clone(), Value::Null);
            without.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(&name);
            if decode(endpoint, sample, without.to_string().as_bytes()).is_ok() {
                let decoded = decode(endpoint, sample, with_null.to_string().as_bytes());
                assert!(
                    decoded.is_ok(),
                    "{}, null at {place}: {}",
                    sample.file,
                    decoded.unwrap_err()
                );
            }
        }
    }
}

/// Whether properties have other names in XML than in JSON.
fn has_xml_names(document: &Document) -> bool {
    let objects = document.types.iter().filter_map(|ty| match &ty.shape {
        Shape::Object(object) => Some(object),
        _ => None,
    });
    objects.flat_map(|object| &object.properties).any(|property| {
        let item = property.xml.item.as_ref().filter(|_| !property.xml.wrapped);
        property.xml.name.iter().chain(item).any(|name| *name != property.name)
    })
}

/// Whether a place in a sample is an object with properties.
fn is_object(sample: &Sample, place: &str) -> bool {
    let spec = spec_of(sample.file.split('/').nth(1).unwrap());
    let pointer: Vec<String> =
        place.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
    let found = spec.document.at_pointer(schema_of(spec, sample.file), &pointer);
    found.is_some_and(|schema| spec.document.object(schema).is_some())
}

/// JSON pointers to every value of a body that fits.
fn places(body: &Value, fits: fn(&Value) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = vec![(String::new(), body)];
    while let Some((place, value)) = rest.pop() {
        match value {
            Value::Object(members) => {
                rest.extend(members.iter().map(|(key, value)| {
                    (format!("{place}/{}", key.replace('~', "~0").replace('/', "~1")), value)
                }));
            }
            Value::Array(items) => rest.extend(
                items.iter().enumerate().map(|(index, value)| (format!("{place}/{index}"), value)),
            ),
            _ => {}
        }
        if fits(value) {
            found.push(place);
        }
    }
    found
}
