namespace Sequence.Connectors.Sync;

/// <summary>A record that must be linked before another can be written, and is not.</summary>
/// <param name="Record">The record.</param>
/// <param name="Variant">The variant that is meant; null when any will do.</param>
/// <param name="IsLinkedOtherwise">Whether it is linked in another variant.</param>
internal sealed record MissingReference(LocalRecord Record, string? Variant = null, bool IsLinkedOtherwise = false);
