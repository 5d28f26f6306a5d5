"""What the lab child runs. Only files here import model libraries; nobody imports these files."""
