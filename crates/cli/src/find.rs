//! Finds what people look for first in any provider's body: the account's id, name, status and balance.

use std::collections::VecDeque;

use bindery_runtime::Value;

/// The value nearest to the top whose key is `word` in any case, otherwise the one whose key ends with it (`companyName`).
pub(crate) fn find<'a>(body: &'a Value, word: &str) -> Option<&'a Value> {
    nearest(body, |key| key.eq_ignore_ascii_case(word))
        .or_else(|| nearest(body, |key| ends_with_word(key, word)))
}

/// The first scalar under a key that fits, level by level, in the order of the page.
fn nearest(body: &Value, fits: impl Fn(&str) -> bool) -> Option<&Value> {
    let mut level = VecDeque::from([body]);
    while let Some(value) = level.pop_front() {
        match value {
            Value::Object(members) => {
                let found = members.iter().find(|(key, value)| fits(key) && is_scalar(value));
                if let Some((_, value)) = found {
                    return Some(value);
                }
                level.extend(members.values());
            }
            Value::Array(items) => level.extend(items),
            _ => {}
        }
    }
    None
}

fn is_scalar(value: &Value) -> bool {
    matches!(value, Value::String(_) | Value::Number(_) | Value::Bool(_))
}

/// `companyName` and `account_name` end with `name`; `username` and `paid` do not end with `name` and `id`.
fn ends_with_word(key: &str, word: &str) -> bool {
    let Some((before, end)) =
        key.len().checked_sub(word.len()).and_then(|at| key.split_at_checked(at))
    else {
        return false;
    };
    end.eq_ignore_ascii_case(word)
        && (end.starts_with(|c: char| c.is_ascii_uppercase())
            || before.ends_with(|c: char| !c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::find;

    #[track_caller]
    fn check(body: serde_json::Value, word: &str, expected: Option<&str>) {
        let body = bindery_runtime::Value::from(body);
        assert_eq!(
            find(&body, word).and_then(bindery_runtime::Value::as_str),
            expected,
            "{word} in {body}"
        );
    }

    #[test]
    fn the_nearest_key_of_that_name_wins_and_then_the_nearest_that_ends_with_it() {
        check(json!({"companyName": "a", "data": {"name": "b"}}), "name", Some("b"));
        check(json!({"companyName": "a", "data": {"title": "b"}}), "name", Some("a"));
        check(json!({"data": {"deep": {"id": "b"}, "id": "a"}}), "id", Some("a"));
        check(json!({"UserId": "a", "Detail": {"ID": "b"}}), "id", Some("b"));
        check(json!({"AnyTimeBalance": "1.1"}), "balance", Some("1.1"));
        check(json!({"account_status": "x"}), "status", Some("x"));
        check(json!({"contacts": [{"type": "t"}, {"status": "s"}]}), "status", Some("s"));
        check(json!({"id": null, "data": {"id": "b"}}), "id", Some("b"));
        check(json!({"id": {"id": "b"}}), "id", Some("b"));
        check(json!({"paid": "a", "username": "b", "d": 1}), "id", None);
        check(json!({"SMSUsername": "b", "é": "x", "日本id": "x"}), "name", None);
        check(json!("id"), "id", None);
    }
}
