namespace Sequence.Connectors.Sync.Tests;

/// <summary>Remembers the changes of customers that the host was told of.</summary>
internal sealed class ChangedCustomers
{
    public List<RecordChanged<Customer>> Changes { get; } = [];

    public sealed class Reaction(ChangedCustomers told) : IReaction<RecordChanged<Customer>>
    {
        public Task ReactAsync(RecordChanged<Customer> change, CancellationToken cancellationToken)
        {
            told.Changes.Add(change);
            return Task.CompletedTask;
        }
    }
}
