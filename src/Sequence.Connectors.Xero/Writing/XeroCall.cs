namespace Sequence.Connectors.Xero;

/// <summary>
/// One request that may have an effect: journaled before it leaves, ended before its key dies, and told when its answer is lost.
/// </summary>
internal sealed class XeroCall(XeroConnection connection)
{
    /// <summary>The answer, or why it is not known; refusals are answers.</summary>
    /// <exception cref="ConnectorException">Nothing left.</exception>
    public async Task<XeroAnswer> SendAsync(
        WriteAttempt attempt, WriteContext context, Func<CancellationToken, Task<ApiResponse>> send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (context.BeforeSend is { } journal)
        {
            await journal(attempt, cancellationToken).ConfigureAwait(false);
        }

        using var ending = new CancellationTokenSource(connection.SettleTime.LongestCall.ToTimeSpan(), connection.Clock);
        using var stopping = cancellationToken.Register(() => ending.CancelAfter(connection.SettleTime.LastWait.ToTimeSpan()));
        try
        {
            var response = await send(ending.Token).ConfigureAwait(false);
            return response.IsEffectUnknown
                ? Lost(attempt, $"Xero failed on its side: {response.Fault!.Message}", response.RequestId)
                : new(attempt with { RepeatedAt = connection.Now }, response, null, response.RequestId);
        }
        catch (EffectUnknownException lost)
        {
            return Lost(attempt, lost.Reason, lost.RequestId);
        }
        catch (OperationCanceledException)
        {
            return Lost(attempt, "The write was stopped before Xero answered.", requestId: null);
        }
    }

    // The call is over, so that nothing of it leaves any more.
    private XeroAnswer Lost(WriteAttempt attempt, string reason, string? requestId) =>
        new(attempt with { RepeatedAt = connection.Now }, null, reason, requestId);
}
