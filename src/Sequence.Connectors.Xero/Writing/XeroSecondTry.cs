namespace Sequence.Connectors.Xero;

/// <summary>
/// Tells what became of one element of a batch, and finds the refusals that a look at Xero may mend: a number or name that our own
/// lost request has taken, and a line that somebody removed. Each is tried once more.
/// </summary>
internal sealed class XeroSecondTry<TRecord>(
    XeroConnection connection, IXeroFormat<TRecord> format, XeroLookups<TRecord> lookups, XeroOutcomes<TRecord> outcomes)
    where TRecord : class, IRecord
{
    /// <summary>The outcome, or what is to be sent again; one of them is null.</summary>
    public async Task<(WriteOutcome? Outcome, XeroOperation<TRecord>? Again)> TellAsync(
        XeroAnswered<TRecord> answered, XeroWriteScope scope, WriteContext context, CancellationToken cancellationToken)
    {
        var operation = answered.Operation;
        var codes = answered.Element is { IsRefused: true } element
            ? format.Refusals(element.Reasons, scope.Links).Select(problem => problem.Code).ToList()
            : [];
        if (!operation.IsUpdate && (codes.Contains(XeroRefusals.NumberTaken) || codes.Contains(XeroRefusals.NameTaken)))
        {
            return await TakenAsync(answered, scope, context, cancellationToken).ConfigureAwait(false);
        }

        var isLineGone = operation is { IsUpdate: true, Before: null } && codes.Contains(XeroRefusals.ReferenceGone);
        return isLineGone && await FindAsync(operation, cancellationToken).ConfigureAwait(false) is { } before
            ? (null, operation with { Body = default, Before = before })
            : (outcomes.Of(answered, connection.ReadScope(scope.Organisation)), null);
    }

    private async Task<(WriteOutcome? Outcome, XeroOperation<TRecord>? Again)> TakenAsync(
        XeroAnswered<TRecord> answered,
        XeroWriteScope scope,
        WriteContext context,
        CancellationToken cancellationToken
    )
    {
        var operation = answered.Operation;
        try
        {
            var ours = (await lookups.FindOursAsync([operation.Intent], context, cancellationToken).ConfigureAwait(false))
                .GetValueOrDefault(operation.Intent.Key);
            var found = ours ?? await lookups.FindTakerAsync(operation.Intent, cancellationToken).ConfigureAwait(false);
            var isFree = found is not null
                && await IsFreeAsync(operation.Intent, found, ours is not null, context, cancellationToken).ConfigureAwait(false);
            return isFree
                ? (null, (operation with { OpenAttempt = answered.Attempt, IsAdoption = ours is null }).Onto(found!))
                : (outcomes.Taken(answered, found, scope.Links), null);
        }
        catch (ConnectorException failure)
        {
            // Others of the batch stand, which must be told whatever becomes of this one.
            var reason = $"The number or the name is taken, and by what could not be looked up: {failure.Message}";
            return (outcomes.Uncertain(operation, answered.Attempt, reason, answered.RequestId), null);
        }
    }

    // A record that an attempt of ours made is ours; one that only fits in every way is taken over where the host says that it is
    // linked to nothing. A draft would stay one, and what is voided can be changed no more.
    private async Task<bool> IsFreeAsync(
        WriteIntent<TRecord> intent, XeroWritten found, bool isOurs, WriteContext context, CancellationToken cancellationToken) =>
        found.IsMarkedBy(intent.Key)
        || (
            found.Status == "AUTHORISED"
            && format.IsSame(intent, found.Record)
            && (isOurs || (context.IsLinked is { } isLinked && !await isLinked(found.Record.Id, cancellationToken).ConfigureAwait(false)))
        );

    private async Task<XeroWritten?> FindAsync(XeroOperation<TRecord> operation, CancellationToken cancellationToken)
    {
        try
        {
            var id = operation.Intent.Target!.ExternalId;
            return (await lookups.FindAsync([id], cancellationToken).ConfigureAwait(false)).GetValueOrDefault(id);
        }
        catch (ConnectorException)
        {
            // The refusal stands, and the others of the batch must be told.
            return null;
        }
    }
}
