using Sequence.Connectors.Http;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Sends a request that may have an effect. It is written down first, no attempt of it leaves once the call's time is over, and a
/// host that stops waits a moment for its answer.
/// </summary>
internal sealed class QuickBooksCall(QuickBooksConnection connection)
{
    /// <exception cref="ConnectorException">The request surely had no effect.</exception>
    public async Task<QuickBooksCalled> SendAsync(
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
            return new(attempt with { RepeatedAt = connection.Now }, response, RequestId: response.RequestId);
        }
        catch (EffectUnknownException lost)
        {
            return new(attempt with { RepeatedAt = connection.Now }, Response: null, lost.Reason, lost.RequestId);
        }
        catch (OperationCanceledException)
        {
            return new(attempt with { RepeatedAt = connection.Now }, Response: null, "The write was stopped before QuickBooks answered.");
        }
    }
}
