namespace Sequence.Connectors.Drafts;

internal sealed record Answer(int Status, string Body);
