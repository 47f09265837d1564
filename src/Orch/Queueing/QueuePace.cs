using Orch.State;

namespace Orch.Queueing;

/// <summary>How often a waiting agent looks: seldom enough to cost next to nothing, the more seldom the longer it has to wait anyway.</summary>
/// <param name="Step">Between two looks at the clock of the queue.</param>
/// <param name="Patience">After which it looks at everything: a death, or room on the machine, moves no clock.</param>
internal sealed record QueuePace(TimeSpan Step, TimeSpan Patience)
{
    private const int Front = 3;

    /// <summary>The pace at a place of the queue; null when it was not told one yet.</summary>
    public static QueuePace Of(QueuePlace? place) => place switch
    {
        null => new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1)),
        { Place: null } => new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(2)),
        { Place: <= Front } => new(TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(2)),
        _ => new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)),
    };
}
