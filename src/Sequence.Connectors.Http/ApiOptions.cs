namespace Sequence.Connectors.Http;

/// <summary>How requests to all systems are sent; null leaves a choice to the connector, which knows its system.</summary>
public sealed class ApiOptions
{
    /// <summary>How often a request is sent at most.</summary>
    /// <value>1 or more; the default is the connector's.</value>
    public int? MaxAttempts { get; set; }

    /// <summary>How long one attempt may take to its last byte.</summary>
    public Duration? AttemptTimeout { get; set; }

    /// <summary>How long a request waits for a limit, or for a system that asks to; a longer wait is told instead of slept on.</summary>
    public Duration? LongestWait { get; set; }

    /// <summary>The part of each limit that this process may use: with three processes that use the same accounts, 0.33.</summary>
    /// <value>Above 0, up to 1; the default is 1.</value>
    public double LimitShare { get; set; } = 1;

    /// <summary>The part of each limit that background requests leave free for those that someone waits for.</summary>
    /// <value>From 0, below 1; the default is 0.2.</value>
    public double Reserve { get; set; } = 0.2;
}
