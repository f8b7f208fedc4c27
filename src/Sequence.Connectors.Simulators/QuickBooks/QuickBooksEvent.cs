namespace Sequence.Connectors.Simulators;

/// <summary>Something that happened in a company and that a webhook tells of.</summary>
/// <param name="RealmId">The company.</param>
/// <param name="Entity">The entity's name, such as Invoice.</param>
/// <param name="Id">The entity's id.</param>
/// <param name="Operation">Create, Update, Delete, Void, Emailed or Merge.</param>
/// <param name="At">When it happened.</param>
/// <param name="DeletedId">For Merge: the id that no longer counts; null otherwise.</param>
public sealed record QuickBooksEvent(
    string RealmId, string Entity, string Id, string Operation, DateTimeOffset At, string? DeletedId = null);
