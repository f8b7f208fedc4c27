namespace Sequence.Connectors.Http;

/// <summary>Third: one permit for each attempt, given back before anyone backs off.</summary>
internal sealed class LimitHandler(RateLimiter limiter, CallCounter counter, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ApiCall.Of(request);
        using var permit = await EnterAsync(call, cancellationToken).ConfigureAwait(false);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (
            call.Answer is { Fault: { Kind: ConnectorErrorKind.RateLimited } fault } answer
            && (fault.RetryAfter ?? answer.RetryAfter) is { } wait
        )
        {
            HoldBack(call, fault, wait, isTold: answer.RetryAfter is not null);
        }
        else if (call.Answer is { Fault: null })
        {
            foreach (var limit in call.Limits)
            {
                limiter.Passed(limit.Key);
            }
        }

        return response;
    }

    private async Task<IDisposable> EnterAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var entering = limiter.EnterAsync(
            call.Limits,
            call.Request.Cost,
            call.Request.IsBackground,
            call.Target.LongestWait,
            cancellationToken
        );
        if (!entering.IsCompleted)
        {
            counter.CountLimitWait(call);
        }

        try
        {
            return await entering.ConfigureAwait(false);
        }
        catch (LimitHeldException held)
        {
            throw ApiErrors.Of(
                call,
                ConnectorErrorKind.RateLimited,
                $"{call.Request.Operation} has to wait {held.Wait} for a limit of {call.Target.Profile.Name} or of yours; that is longer than the longest wait of {call.Target.LongestWait}.",
                retryAfter: held.Wait);
        }
    }

    private void HoldBack(ApiCall call, ApiFault fault, Duration wait, bool isTold)
    {
        var until = Instant.FromDateTimeOffset(clock.GetUtcNow()) + wait;
        foreach (var limit in call.Limits.Where(limit => fault.LimitKey is null ? !limit.IsBudget : limit.Key == fault.LimitKey))
        {
            if (isTold)
            {
                limiter.PauseUntil(limit.Key, until);
            }
            else
            {
                limiter.HoldBack(limit.Key, wait);
            }
        }
    }
}
