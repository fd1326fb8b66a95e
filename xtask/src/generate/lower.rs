//! Lowers the model to the OpenAPI document that progenitor is given.
