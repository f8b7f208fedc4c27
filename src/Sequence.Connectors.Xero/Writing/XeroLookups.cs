namespace Sequence.Connectors.Xero;

/// <summary>
/// What a write must look up: records as they stand, records that an earlier attempt made, and the record that has taken a
/// number.
/// </summary>
internal sealed class XeroLookups<TRecord>(XeroConnection connection, IXeroFormat<TRecord> format)
    where TRecord : class, IRecord
{
    private const int NamesInAddress = 15;
    private const string Deleted = "DELETED";

    /// <summary>The records as they stand, by their ids. An id that Xero does not show is left out.</summary>
    public async Task<Dictionary<string, XeroWritten>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, XeroWritten>(StringComparer.OrdinalIgnoreCase);
        foreach (var query in format.QueriesOf([.. ids.Distinct(StringComparer.OrdinalIgnoreCase)]))
        {
            foreach (var written in await ListAsync(query, cancellationToken).ConfigureAwait(false))
            {
                found[written.Record.Id] = written;
            }
        }

        return found;
    }

    /// <summary>
    /// The records that earlier attempts at creations made, by the intents' keys. Without a mark, what is linked to another record
    /// of the host, or stands otherwise than as it was made, is none of them.
    /// </summary>
    public async Task<Dictionary<string, XeroWritten>> FindOursAsync(
        IReadOnlyList<WriteIntent<TRecord>> intents,
        WriteContext context,
        CancellationToken cancellationToken
    )
    {
        var ours = new Dictionary<string, XeroWritten>(StringComparer.Ordinal);
        foreach (var chunk in intents.Where(intent => format.NameOf(intent) is not null).Chunk(NamesInAddress))
        {
            var found = await SearchAsync(chunk, cancellationToken).ConfigureAwait(false);
            foreach (var intent in chunk)
            {
                var attempt = XeroSettlement<TRecord>.Earliest(context, intent.Key);
                if (
                    found.Find(written => IsNamed(written, intent) && format.IsOurs(intent, written, attempt)) is { } made
                    && (made.IsMarkedBy(intent.Key) || await MayBeOursAsync(made, context, cancellationToken).ConfigureAwait(false))
                )
                {
                    ours[intent.Key] = made;
                }
            }
        }

        return ours;
    }

    /// <summary>The record that has taken the name of an intent, whoever made it; null when it is not shown.</summary>
    public async Task<XeroWritten?> FindTakerAsync(WriteIntent<TRecord> intent, CancellationToken cancellationToken) =>
        format.TakerQuery(intent) is { } query
            ? (await ListAsync(query, cancellationToken).ConfigureAwait(false)).Find(written =>
                written.Status != Deleted && format.IsTaker(intent, written)
            )
            : null;

    // A document that is no draft and not voided stands as it was made; what else bears no mark has no status.
    private static async Task<bool> MayBeOursAsync(XeroWritten found, WriteContext context, CancellationToken cancellationToken) =>
        (found.Record is not IDocument || found.Status is "AUTHORISED" or "PAID")
        && (context.IsLinked is not { } isLinked || !await isLinked(found.Record.Id, cancellationToken).ConfigureAwait(false));

    // A number that a deleted draft bore is free again; what is never changed stays what it was made as, deleted or not.
    private bool IsNamed(XeroWritten written, WriteIntent<TRecord> intent) =>
        (format.IsFixed || written.Status != "DELETED") && format.IsNamed(written.Name, intent);

    private async Task<List<XeroWritten>> SearchAsync(WriteIntent<TRecord>[] intents, CancellationToken cancellationToken)
    {
        if (await format.SearchAsync(connection.Api, intents, cancellationToken).ConfigureAwait(false) is not { } marked)
        {
            var query = format.Query(intents.Select(intent => format.NameOf(intent)!), ownOnly: true);
            return await ListAsync(query, cancellationToken).ConfigureAwait(false);
        }

        var scope = await connection.ReadScopeAsync(cancellationToken).ConfigureAwait(false);
        return [.. marked.Select(one => Read(one.Payload, scope) with { Name = one.Mark, Mark = one.Mark })];
    }

    private async Task<List<XeroWritten>> ListAsync(string query, CancellationToken cancellationToken)
    {
        var scope = await connection.ReadScopeAsync(cancellationToken).ConfigureAwait(false);
        var answer = await connection.Api.GetAsync(query, cancellationToken).ConfigureAwait(false);
        return
        [
            .. XeroElement
                .Read(answer.Body, query.Split('?')[0], format.IdMember, format.NameMember)
                .Select(element => Read(element.Payload, scope)),
        ];
    }

    // A record that cannot be read must not be taken for one that is not there: it would be made again.
    private XeroWritten Read(RawPayload payload, XeroReadScope scope) =>
        format.Read(payload, scope)
        ?? throw new ConnectorException(
            ConnectorErrorKind.Malformed,
            $"Xero shows an object of {format.List} with members of other types than it documents."
        )
        {
            Connector = XeroFacts.Id,
            ConnectionId = connection.Connection.Id,
        };
}
