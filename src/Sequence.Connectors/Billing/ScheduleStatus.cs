namespace Sequence.Connectors;

/// <summary>
/// How far a billing schedule has come. Whether it is archived is another question: see <see cref="BillingSchedule.State"/>.
/// </summary>
public enum ScheduleStatus
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>May still change in every way; it bills nothing and never leaves the host.</summary>
    Draft,

    /// <summary>Started, but its first day lies ahead.</summary>
    Pending,

    /// <summary>Bills its customer; phases that are over are frozen.</summary>
    Active,

    /// <summary>Its last day is over; it cannot be changed.</summary>
    Completed,

    /// <summary>Ended by a person before its time.</summary>
    Cancelled,

    /// <summary>Held by a person; it bills nothing for now.</summary>
    Suspended,
}
