# Each step can be done by hand where no Docker engine is at hand; CONTRIBUTING.md says how.

FROM python:3.12-slim AS builder
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements.txt .
# Wheels alone: no compiler is wanted, and nothing runs that is not pinned by its hash.
RUN /venv/bin/pip install --require-hashes --only-binary :all: -r requirements.txt
COPY . /app
RUN cd /app && /venv/bin/pybabel compile --directory=locales && /venv/bin/python -m compileall -q bot handlers storage

FROM python:3.12-slim
LABEL org.opencontainers.image.title="Auyl Üni" org.opencontainers.image.licenses="MIT"
# The default database, data/auyl.db beside the program, lies in the volume.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin auyl \
    && install --directory --owner=auyl /data \
    && install --directory /app && ln --symbolic /data /app/data
COPY --from=builder /venv /venv
COPY --from=builder /app /app
# PYTHONTZPATH: the time zone data that was installed with the bot, not the older of the system.
# MPLCONFIGDIR: where what draws pictures keeps its list of fonts, on a file system that is read-only elsewhere.
# SQLITE_TMPDIR: a database that is written anew after an erasure needs as much room again, which memory may not have.
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONTZPATH="" HEARTBEAT_FILE=/data/heartbeat \
    SQLITE_TMPDIR=/data MPLCONFIGDIR=/tmp/matplotlib
WORKDIR /app
USER auyl
VOLUME /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-m", "bot.heartbeat", "/data/heartbeat"]
CMD ["python", "-m", "bot", "run"]
