namespace Sequence.Connectors.Http;

/// <summary>When a request may be sent again, and what is known when it may not.</summary>
internal static class RetryRules
{
    /// <summary>
    /// A request is repeated when that may help and cannot do harm: it only reads, or bears the system's idempotency key, or
    /// surely had no effect.
    /// </summary>
    public static bool MayRepeat(ApiCall call, Exception? failure)
    {
        var harmless = call.Request.Effect != RequestEffect.Once;
        return failure switch
        {
            NoAnswerException lost => HasAttemptsLeft(call) && (harmless || !lost.WasSent),
            null when call.Answer?.Fault is { } fault && (harmless || fault.HadNoEffect) => MayHelp(call, fault),
            _ => false,
        };
    }

    /// <summary>How long to wait before the next attempt; null for the usual growing wait.</summary>
    public static TimeSpan? WaitFor(ApiCall call, Exception? failure) => (failure, call.Answer?.Fault) switch
    {
        (null, { RefreshToken: true }) when call.RefusedToken is null => TimeSpan.Zero,
        (null, { } fault) => (fault.RetryAfter ?? call.Answer!.RetryAfter)?.ToTimeSpan(),
        _ => null,
    };

    /// <summary>The error for a system that asks to wait longer than anyone should sleep; null when it does not.</summary>
    public static Exception? WaitIsTooLong(ApiCall call) =>
        call.Answer is { Fault: { IsTransient: true } fault } answer && AsksTooMuch(call, fault)
            ? call.MayHaveHadEffect
                ? ApiErrors.EffectUnknown(call, fault.Message, answer.RequestId)
                : ApiErrors.Of(call, answer, fault)
            : null;

    /// <summary>What a failure means for the caller; null when it says so itself.</summary>
    public static Exception? Explain(ApiCall call, Exception failure) =>
        failure switch
        {
            not (OperationCanceledException or EffectUnknownException) when call.MayHaveHadEffect => ApiErrors.EffectUnknown(
                call,
                failure.Message,
                cause: failure
            ),
            NoAnswerException lost => ApiErrors.NoAnswer(call, lost),
            _ => null,
        };

    private static bool MayHelp(ApiCall call, ApiFault fault) =>
        (fault.RefreshToken && call.RefusedToken is null) || (fault.IsTransient && HasAttemptsLeft(call) && !AsksTooMuch(call, fault));

    private static bool AsksTooMuch(ApiCall call, ApiFault fault) =>
        (fault.RetryAfter ?? call.Answer!.RetryAfter) > call.Target.LongestWait;

    private static bool HasAttemptsLeft(ApiCall call) => call.Attempts < call.Target.MaxAttempts;
}
