namespace Sequence.Connectors.Sync;

/// <summary>How the engine works. The defaults suit a host of some thousand connections on one machine.</summary>
public sealed class SyncOptions
{
    /// <summary>
    /// Whether the worker runs while the host does. False where another process of the host does the work, or
    /// <see cref="SyncEngine.RunDueAsync"/>.
    /// </summary>
    /// <value>The default is true.</value>
    public bool RunsWorker { get; set; } = true;

    /// <summary>How many connections are worked on at the same time.</summary>
    /// <value>The default is 8.</value>
    public int MaxConnections { get; set; } = 8;

    /// <summary>How many entries or events a connection may work off before another one's turn comes.</summary>
    /// <value>The default is 600: twenty full batches of QuickBooks.</value>
    public int TurnSize { get; set; } = 600;

    /// <summary>How long the worker sleeps at most when nobody wakes it: other processes may have stored work.</summary>
    /// <value>The default is one second.</value>
    public Duration LongestSleep { get; set; } = Duration.FromSeconds(1);

    /// <summary>How long a connection is held without a sign of life, before another process may take it over.</summary>
    /// <value>The default is two minutes.</value>
    public Duration LeaseTime { get; set; } = Duration.FromMinutes(2);

    /// <summary>The wait after a first failure; each further one doubles it.</summary>
    /// <value>The default is two seconds.</value>
    public Duration FirstRetry { get; set; } = Duration.FromSeconds(2);

    /// <summary>The longest wait after a failure. A system that says when to come back is believed, however long that is.</summary>
    /// <value>The default is 15 minutes.</value>
    public Duration LongestRetry { get; set; } = Duration.FromMinutes(15);

    /// <summary>How often an uncertain effect is looked for before a person is asked to decide; it goes on being looked for.</summary>
    /// <value>The default is 6.</value>
    public int ProbesBeforeHelp { get; set; } = 6;

    /// <summary>How often a reaction is tried before its event is put aside for someone to mend.</summary>
    /// <value>The default is 10.</value>
    public int ReactionTries { get; set; } = 10;

    /// <summary>How often each connection is read for what webhooks missed.</summary>
    /// <value>The default is three hours, which costs QuickBooks eight metered reads a day for each type that is told apart.</value>
    public Duration SweepEvery { get; set; } = Duration.FromHours(3);

    /// <summary>
    /// How long a change may be old that a sweep finds, before the webhook that should have told of it counts as missing. Vendors try again
    /// for hours where the host does not answer; then the webhook comes late, and the problem goes by itself.
    /// </summary>
    /// <value>The default is one hour.</value>
    public Duration WebhookPatience { get; set; } = Duration.FromHours(1);

    /// <summary>
    /// Where the host takes webhooks in, as problems tell it; each connector's id is added to it. Ends with a slash. Null where it is not
    /// known. <c>MapSequenceConnectors</c> sets it where the host has not.
    /// </summary>
    public Uri? WebhookAddress { get; set; }

    /// <summary>
    /// How many imports run at the same time in this process (<see cref="SyncImport.StartAsync"/>); more wait for their turn.
    /// </summary>
    /// <value>The default is 8.</value>
    public int MaxImports { get; set; } = 8;

    /// <summary>
    /// A store on which no engine has been at work for longer than this may have been restored from a copy. What was sent in that
    /// time is looked for before it is made again.
    /// </summary>
    /// <value>The default is two minutes.</value>
    public Duration LongestSilence { get; set; } = Duration.FromMinutes(2);

    /// <summary>For how long after such a silence creations are looked for first.</summary>
    /// <value>The default is seven days.</value>
    public Duration DoubtTime { get; set; } = Duration.FromDays(7);

    /// <summary>
    /// For how long the journal keeps what is closed. What is open, or has a problem that nobody has decided about, is kept whatever
    /// its age.
    /// </summary>
    /// <value>The default is 400 days.</value>
    public Duration KeepJournal { get; set; } = Duration.FromDays(400);

    /// <summary>For how long the inbox keeps what is closed: an event that a system tells again within that time is known.</summary>
    /// <value>The default is 90 days.</value>
    public Duration KeepInbox { get; set; } = Duration.FromDays(90);

    internal Duration RetryAfter(int failures)
    {
        var wait = FirstRetry * Math.Pow(2, Math.Min(failures, 20));
        return wait < LongestRetry ? wait : LongestRetry;
    }
}
