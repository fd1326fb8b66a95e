//! A file in a form.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A file to upload: its name, its media type and its bytes, for a request body of the type `multipart/form-data`.
///
/// ```
/// # use bindery_runtime::File;
/// let file = File::new("march.pdf", "application/pdf", "%PDF-…");
/// ```
///
/// In JSON, where saved request bodies stand in, it is a string: its bytes as text.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// The file name that is sent.
    pub name: String,
    /// The media type: `application/pdf`.
    pub media_type: String,
    /// The bytes.
    pub content: Vec<u8>,
}

impl File {
    /// A file of this name and media type.
    pub fn new(
        name: impl Into<String>,
        media_type: impl Into<String>,
        content: impl Into<Vec<u8>>,
    ) -> Self {
        Self { name: name.into(), media_type: media_type.into(), content: content.into() }
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("media_type", &self.media_type)
            .field("content", &format_args!("{} bytes", self.content.len()))
            .finish()
    }
}

impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&String::from_utf8_lossy(&self.content))
    }
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'_, str>::deserialize(deserializer)?;
        Ok(Self::new("file", "application/octet-stream", text.as_bytes()))
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for File {
    fn schema_name() -> Cow<'static, str> {
        "File".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"description": "A file.", "type": "string", "format": "binary"})
    }
}
