using System.Globalization;

namespace Sequence.Connectors.Http;

/// <summary>Third: one permit for each attempt, given back before anyone backs off.</summary>
internal sealed class LimitHandler(RateLimiter limiter, CallCounter counter, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ApiCall.Of(request);
        using var permit = await EnterAsync(call, cancellationToken).ConfigureAwait(false);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        Follow(call);
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

    // While our own request still counts, so that the system's count and ours are of the same requests.
    private void Follow(ApiCall call)
    {
        foreach (var limit in call.Limits)
        {
            if (
                limit.LeftHeader is { } header
                && int.TryParse(call.Answer?.Header(header), NumberStyles.None, CultureInfo.InvariantCulture, out var left)
            )
            {
                limiter.Follow(limit, left);
            }
        }
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
                $"{call.Request.Operation} has to wait {held.Wait} for a limit of {call.Target.Profile.Name} or of yours; more than {call.Target.LongestWait}, and for a limit that the system alone counts, nobody waits.",
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
