namespace Sequence.Connectors.QuickBooks;

/// <summary>One table: what status and code of an answer mean.</summary>
internal static class QuickBooksErrors
{
    // QuickBooks asks to wait a minute after throttling; it sends no Retry-After.
    public static readonly Duration ThrottleWait = Duration.FromSeconds(60);

    /// <summary>
    /// The fault in an answer as a whole; null when the answer is a success. Faults of single items of a batch lie within a
    /// success.
    /// </summary>
    public static ApiFault? Read(ApiResponse response)
    {
        if (response.StatusCode is >= 200 and < 300)
        {
            return null;
        }

        var plain = ApiFault.FromStatus(response.StatusCode);
        var read = QuickBooksFault.Parse(response.Body) is { } fault
            ? Classify(fault, plain) with
            {
                Code = fault.Code,
                Message = QuickBooksAccess.FixOf(fault.Code) is { } fix ? $"{fault.Text} {fix}" : fault.Text,
            }
            : plain;
        return read.Kind == ConnectorErrorKind.RateLimited
            ? read with
            {
                RetryAfter = response.RetryAfter ?? ThrottleWait,
            }
            : read;
    }

    private static ApiFault Classify(QuickBooksFault fault, ApiFault plain) => fault.Code switch
    {
        // The access token has expired or is wrong.
        "3200" => plain with { Kind = ConnectorErrorKind.Unauthorized, HadNoEffect = true, RefreshToken = true, IsTransient = false },
        { } code when QuickBooksAccess.IsLost(code) => plain with
        {
            Kind = ConnectorErrorKind.Forbidden,
            HadNoEffect = true,
            RefreshToken = false,
            IsTransient = false,
        },

        // Throttled; it also comes with status 403.
        "3001" => plain with { Kind = ConnectorErrorKind.RateLimited, HadNoEffect = true, RefreshToken = false, IsTransient = true },
        QuickBooksAccess.SubscriptionEnded => plain with { Kind = ConnectorErrorKind.Forbidden, HadNoEffect = true, IsTransient = false },
        "5010" => plain with { Kind = ConnectorErrorKind.Conflict, HadNoEffect = true, IsTransient = false },
        "610" => plain with { Kind = ConnectorErrorKind.NotFound, HadNoEffect = true, IsTransient = false },
        _ when fault.IsSystemFault && plain.Kind == ConnectorErrorKind.Invalid => plain with
        {
            Kind = ConnectorErrorKind.Unavailable,
            HadNoEffect = false,
            IsTransient = true,
        },
        _ => plain,
    };
}
