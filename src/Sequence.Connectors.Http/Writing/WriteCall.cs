using System.ComponentModel;

namespace Sequence.Connectors.Http;

/// <summary>
/// For packages of connectors: sends a request that may have an effect. It is written down first, no attempt of it leaves once the
/// call's time is over, and a host that stops waits a moment for its answer.
/// </summary>
/// <param name="system">The system's name, for people.</param>
/// <param name="settleTime">How long a call may take.</param>
/// <param name="clock">Tells the time, and waits.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class WriteCall(string system, SettleTime settleTime, TimeProvider clock)
{
    /// <summary>Sends a request; a refusal is an answer, unless <paramref name="send"/> throws it.</summary>
    /// <param name="attempt">What is written down.</param>
    /// <param name="context">The journal.</param>
    /// <param name="send">Sends the request, until the token that it is given ends it.</param>
    /// <param name="cancellationToken">Stops the call: before it leaves at once, afterwards when its answer is not about to come.</param>
    /// <exception cref="ConnectorException">The request surely had no effect.</exception>
    public async Task<WriteCallOutcome> SendAsync(
        WriteAttempt attempt,
        WriteContext context,
        Func<CancellationToken, Task<ApiResponse>> send,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(send);
        cancellationToken.ThrowIfCancellationRequested();
        if (context.BeforeSend is { } journal)
        {
            await journal(attempt, cancellationToken).ConfigureAwait(false);
        }

        using var ending = new CancellationTokenSource(settleTime.LongestCall.ToTimeSpan(), clock);
        using var stopping = cancellationToken.Register(() => ending.CancelAfter(settleTime.LastWait.ToTimeSpan()));
        try
        {
            var response = await send(ending.Token).ConfigureAwait(false);
            return response.IsEffectUnknown
                ? Lost(attempt, $"{system} failed on its side: {response.Fault!.Message}", response.RequestId)
                : new(Over(attempt), response, LostReason: "", response.RequestId);
        }
        catch (EffectUnknownException lost)
        {
            return Lost(attempt, lost.Reason, lost.RequestId);
        }
        catch (OperationCanceledException)
        {
            return Lost(attempt, $"The write was stopped before {system} answered.", requestId: null);
        }
    }

    private WriteCallOutcome Lost(WriteAttempt attempt, string reason, string? requestId) =>
        new(Over(attempt), Response: null, reason, requestId);

    // The call is over, so that nothing of it leaves any more.
    private WriteAttempt Over(WriteAttempt attempt) =>
        attempt with { RepeatedAt = Instant.FromDateTimeOffset(clock.GetUtcNow()) };
}
