namespace Sequence.Connectors.Conformance;

/// <summary>A system that asks a person for consent: what that person does, and what becomes of the tokens.</summary>
public interface IConsentBench
{
    /// <summary>The system; a new one for each bench.</summary>
    ConnectorHarness Harness { get; }

    /// <summary>Two accounts of the system that are not connected yet, as the system names them.</summary>
    IReadOnlyList<string> Accounts { get; }

    /// <summary>The tokens that were asked for by a refresh so far, refused refreshes included.</summary>
    int TokenRefreshes { get; }

    /// <summary>A request to connect an account of the system, for a tenant that has no connection.</summary>
    ConnectRequest NewRequest();

    /// <summary>Opens the page of consent as a person does and accepts for one account.</summary>
    /// <returns>The address that the person is sent back to.</returns>
    Task<Uri> AcceptAsync(Uri page, string account, CancellationToken cancellationToken);

    /// <summary>Opens the page of consent as a person does and declines.</summary>
    /// <returns>The address that the person is sent back to.</returns>
    Task<Uri> DeclineAsync(Uri page, CancellationToken cancellationToken);

    /// <summary>Takes the app's access to an account away at the system, as its owner does there.</summary>
    Task RevokeAsync(string account, CancellationToken cancellationToken);

    /// <summary>Whether the system still honours the tokens of an account.</summary>
    Task<bool> IsGrantedAsync(string account, CancellationToken cancellationToken);

    /// <summary>Makes one call that needs the tokens, such as reading a page.</summary>
    Task CallAsync(ConnectorSession session, CancellationToken cancellationToken);
}
