using Sequence.Connectors.EntityFrameworkCore;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Publishes in the host's own transaction, on its own context.</summary>
public static class PublishingExtensions
{
    /// <summary>
    /// Adds publications (see <see cref="SyncPublisher.Compose"/>) to the context: they are stored by its next
    /// <c>SaveChanges</c>, together with the host's own changes, and the engine is woken once the transaction is committed.
    /// Nothing goes to the database before.
    /// </summary>
    /// <exception cref="InvalidOperationException">The context's model does not have the tables of Sequence.Connectors.</exception>
    public static void AddPublications(this DbContext context, params IEnumerable<Publication> publications)
    {
        ArgumentNullException.ThrowIfNull(context);
        Table.Of<Publication>(context);
        context.AddRange(publications);
    }
}
