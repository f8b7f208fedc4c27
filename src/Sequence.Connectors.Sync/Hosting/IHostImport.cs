namespace Sequence.Connectors.Sync;

/// <summary>
/// How the host takes a system's customers in. Taken from a scope of its own, the one that <see cref="ISyncTransaction"/> is
/// taken from. The conformance suite <c>HostImportConformance</c> holds an implementation to it.
/// </summary>
public interface IHostImport
{
    /// <summary>
    /// Says which customers of the host seem to be the same as a system's, for people to accept or refuse: by mail address, tax
    /// number, domain, whatever the host trusts. Called a page at a time; you must change nothing.
    /// </summary>
    /// <param name="owner">Whose customers they may be; you must propose no other's.</param>
    /// <param name="customers">The system's customers, with the system's ids.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The host's id by the system's id; a customer without a counterpart is left out.</returns>
    Task<IReadOnlyDictionary<string, string>> MatchAsync(
        RecordOwner owner, IReadOnlyList<Customer> customers, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a customer of the host out of a system's. The engine stores the link in the same transaction, where its store shares
    /// the host's database; elsewhere you may be called again for what was made already. You must therefore make one customer for
    /// one <see cref="ImportRequest.EffectId"/>, and give that one's id again.
    /// </summary>
    /// <returns>The host's id of the customer.</returns>
    Task<string> CreateAsync(ImportRequest request, CancellationToken cancellationToken);
}
