namespace Sequence.Connectors.Drafts;

internal sealed record Sent(string Method, string Path, string? Body, string? Key);
