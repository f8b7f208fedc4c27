namespace Sequence.Connectors.Simulators;

/// <summary>How a simulator server starts.</summary>
public sealed class SimulatorServerOptions
{
    /// <summary>The loopback port; 0, the default, takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>
    /// The clock of every simulator. Null, the default, makes a <see cref="SimulatedClock"/>; <see cref="TimeProvider.System"/> runs in
    /// real time.
    /// </summary>
    public TimeProvider? Clock { get; set; }

    /// <summary>The kind of the default QuickBooks company; the state, if there is one, decides instead.</summary>
    public QuickBooksCompanyProfile QuickBooksCompany { get; set; } = QuickBooksCompanyProfile.UnitedStates;

    /// <summary>The kind of the default Xero organisation; the state, if there is one, decides instead.</summary>
    public XeroOrganisationProfile XeroOrganisation { get; set; } = XeroOrganisationProfile.NewZealand;

    /// <summary>
    /// What <see cref="SimulatorServer.SaveAsync"/> wrote in an earlier run; null starts afresh. It is read once, from its current
    /// position.
    /// </summary>
    public Stream? State { get; set; }
}
