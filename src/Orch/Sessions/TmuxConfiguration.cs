namespace Orch.Sessions;

/// <summary>How Orch's tmux server behaves.</summary>
internal static class TmuxConfiguration
{
    public const int Columns = 200;
    public const int Rows = 50;

    /// <summary>The configuration file. Options that came after 3.2 are set quietly.</summary>
    public const string Text =
        """
        # Written by orch at every start of its server; changes are lost.
        set -s exit-empty on
        set -s escape-time 0
        set -g default-shell /bin/sh
        set -g default-terminal screen-256color
        set -g default-size 200x50
        set -g window-size latest
        set -g history-limit 5000
        set -g remain-on-exit off
        set -gq remain-on-exit-format ""
        set -g mouse on
        set -g destroy-unattached off
        set -g detach-on-destroy on
        set -g allow-rename off
        set -g automatic-rename off
        set -g set-titles on
        set -g set-titles-string "orch #S: #T"
        set -g status on
        set -g status-interval 0
        set -g status-style "fg=default,bg=default,dim"
        set -g status-left "orch #S "
        set -g status-left-length 60
        set -g status-right "leave: C-b d"
        set -g window-status-format ""
        set -g window-status-current-format ""

        # What an agent prints does not reach the user's clipboard or terminal, what the user has does not reach the agents.
        set -s set-clipboard off
        set -gq allow-passthrough off
        set -g update-environment ""

        """;
}
