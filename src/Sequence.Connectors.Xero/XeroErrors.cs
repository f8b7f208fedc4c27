namespace Sequence.Connectors.Xero;

/// <summary>
/// One table: what status, headers and body of an answer mean. Bodies may be empty, HTML or text, so that the status counts
/// first.
/// </summary>
internal sealed class XeroErrors(XeroLimits limits)
{
    private static readonly Duration MinuteWait = Duration.FromSeconds(60);
    private static readonly Duration ParallelWait = Duration.FromSeconds(1);

    // Xero counts days from a moment of its own for each organisation, and says when the next begins; this is for the answer that does not.
    private static readonly Duration DayWait = Duration.FromHours(1);

    /// <summary>
    /// The fault in an answer as a whole; null when the answer is a success. Faults of single elements lie within a success.
    /// </summary>
    public ApiFault? Read(ApiResponse response)
    {
        if (response.StatusCode is >= 200 and < 300)
        {
            return null;
        }

        var plain = ApiFault.FromStatus(response.StatusCode);
        var fault = XeroFault.Parse(response.Body);
        var said = fault is null ? plain : plain with { Code = fault.Type, Message = fault.Text };
        return response.StatusCode switch
        {
            429 => Limited(response, said),
            401 => Unauthorized(fault, said),
            403 => said with
            {
                Message =
                    $"{said.Message} The organisation was disconnected, or the person who connected it may not do this. Connect it again.",
            },
            400 when fault?.Text.Contains("different request", StringComparison.OrdinalIgnoreCase) == true => said with
            {
                Kind = ConnectorErrorKind.Conflict,
                Code = "idempotency",
            },
            412 => said with { Kind = ConnectorErrorKind.Invalid },
            501 => said with { Kind = ConnectorErrorKind.NotSupported, HadNoEffect = true, IsTransient = false },
            _ => said,
        };
    }

    // A token without the scope is as good as ever: a new one would be refused as well.
    private static ApiFault Unauthorized(XeroFault? fault, ApiFault said) =>
        fault?.Message?.StartsWith("AuthorizationUnsuccessful", StringComparison.OrdinalIgnoreCase) == true
            ? said with
            {
                Kind = ConnectorErrorKind.Forbidden,
                Code = "AuthorizationUnsuccessful",
                RefreshToken = false,
                Message =
                    "Consent does not cover this (AuthorizationUnsuccessful): a scope is missing. Add it to Scopes of the app, and connect the organisation again.",
            }
            : said;

    private ApiFault Limited(ApiResponse response, ApiFault said)
    {
        var problem = response.Header("X-Rate-Limit-Problem") ?? "";
        var (key, wait, what) = problem switch
        {
            _ when Is("day") => (limits.Day, DayWait, "The organisation's calls of the day are used up."),
            _ when Is("concurrent") => (limits.Parallel, ParallelWait, "Too many calls to the organisation run at once."),
            _ when Is("app") => (limits.AppMinute, MinuteWait, "The app's calls of the minute are used up, over all organisations."),
            _ => (limits.Minute, MinuteWait, "The organisation's calls of the minute are used up."),
        };
        return said with
        {
            Kind = ConnectorErrorKind.RateLimited,
            Code = problem.Length > 0 ? problem : null,
            Message = what,
            LimitKey = key,
            RetryAfter = response.RetryAfter ?? wait,
            HadNoEffect = true,

            // Hours are never slept on, not even the last minutes of them: whoever asked is told when to come back.
            IsTransient = key != limits.Day,
        };

        bool Is(string kind) => problem.StartsWith(kind, StringComparison.OrdinalIgnoreCase);
    }
}
