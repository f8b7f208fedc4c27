namespace Sequence.Connectors;

/// <summary>What to do instead of a verb that a system does not have.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Advice">One sentence for people, such as <c>Delete it, or make an invoice of the same amount.</c></param>
public sealed record VerbAdvice(WriteVerb Verb, string Advice);
